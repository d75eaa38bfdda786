/** What the page shows is in its address, so that it survives a reload and can be sent to a colleague. */

export function readParameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Sets parameters in the address without a new history entry; null removes one. */
export function writeParameters(change: Record<string, string | null>): void {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  history.replaceState(history.state, '', query === '' ? location.pathname : `?${query}`);
}
