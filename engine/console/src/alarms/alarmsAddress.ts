/** The alarm that is chosen, as `view=alarms&alarm=NUMBER`; 0 if none is, null on other pages. */
export function readAlarms(query: string): number | null {
  const parameters = new URLSearchParams(query);
  return parameters.get('view') === 'alarms' ? Number(parameters.get('alarm') ?? 0) || 0 : null;
}

export function alarmsParameters(number: number): Record<string, string | null> {
  return { view: 'alarms', alarm: number === 0 ? null : String(number) };
}

export const NO_ALARMS: Record<string, null> = { view: null, alarm: null };
