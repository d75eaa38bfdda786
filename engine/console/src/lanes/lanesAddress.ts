/** The lane that is chosen, as `view=lanes&lane=NAME`; empty for the first one, null on other pages. */
export function readLane(query: string): string | null {
  const parameters = new URLSearchParams(query);
  return parameters.get('view') === 'lanes' ? (parameters.get('lane') ?? '') : null;
}

export function laneParameters(lane: string): Record<string, string | null> {
  return { view: 'lanes', lane: lane === '' ? null : lane };
}

export const NO_LANE: Record<string, null> = { view: null, lane: null };
