/** Why the engine sent somebody back from the provider without a session, as its addresses say it. */
export const LOGIN_FAILURES = ['unreachable', 'stale', 'denied', 'untrusted', 'no-role'] as const;

export type LoginFailure = (typeof LOGIN_FAILURES)[number];

const PREFIX = '#login-failed=';

/** What is behind an address's #; null if it is about something else. */
export function readLoginFailure(hash: string): LoginFailure | null {
  if (!hash.startsWith(PREFIX)) return null;
  return LOGIN_FAILURES.find((failure) => failure === hash.slice(PREFIX.length)) ?? null;
}

let taken: LoginFailure | null | undefined;

/** Why the last login failed; the address forgets it, so that a reload does not say it again. */
export function takeLoginFailure(): LoginFailure | null {
  if (taken === undefined) {
    taken = readLoginFailure(location.hash);
    if (taken !== null) history.replaceState(null, '', location.pathname + location.search);
  }
  return taken;
}
