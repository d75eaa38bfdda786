/** The camera on whose picture is drawn, as `view=zones&camera=ID`; empty if none is named, null on other pages. */
export function readZones(query: string): string | null {
  const parameters = new URLSearchParams(query);
  return parameters.get('view') === 'zones' ? (parameters.get('camera') ?? '') : null;
}

export function zonesParameters(camera: string): Record<string, string> {
  return { view: 'zones', camera };
}

export const NO_ZONES: Record<string, null> = { view: null, camera: null };
