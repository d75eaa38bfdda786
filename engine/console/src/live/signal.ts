/** How far the picture can be trusted, from the age of the frame that is on the screen. */
export type Signal =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'delayed'; readonly seconds: number }
  | { readonly kind: 'lost'; readonly sinceMs: number | null };

export const DELAYED_AFTER_MS = 2000;
export const LOST_AFTER_MS = 5000;

export interface FrameClock {
  /** When the tile began to wait for a picture, page clock. */
  readonly startedMs: number;
  /** When a frame was last put on the screen, page clock; null before the first. */
  readonly shownMs: number | null;
  /** The server's wall time of that frame. */
  readonly wallMs: number | null;
}

/** @param nowMs page clock @param serverNowMs the server's clock, as well as the page knows it */
export function signalOf(clock: FrameClock, nowMs: number, serverNowMs: number): Signal {
  if (clock.shownMs === null) {
    return nowMs - clock.startedMs > LOST_AFTER_MS ? { kind: 'lost', sinceMs: null } : { kind: 'waiting' };
  }
  const behind = clock.wallMs === null ? 0 : serverNowMs - clock.wallMs;
  const age = Math.max(nowMs - clock.shownMs, behind);
  if (age > LOST_AFTER_MS) return { kind: 'lost', sinceMs: clock.wallMs ?? clock.shownMs };
  if (age > DELAYED_AFTER_MS) return { kind: 'delayed', seconds: Math.floor(age / 1000) };
  return { kind: 'live' };
}
