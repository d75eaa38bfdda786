/** What the rules look at. Seconds are of the media time line. */
export interface PlayerView {
  readonly nowMs: number;
  readonly position: number;
  /** Buffered ranges, oldest first. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** Frames shown since the player began. */
  readonly framesShown: number;
}

export interface PlayerOrders {
  readonly rate: number;
  readonly seekTo: number | null;
  readonly removeBefore: number | null;
}

const TARGET_MIN = 0.12;
const TARGET_MAX = 0.3;
const TARGET_STEP_UP = 0.06;
const TARGET_STEP_DOWN = 0.02;
const CALM_MS = 10_000;
const JUMP_BEHIND = 1.5;
/** Before the first frame a jump shows nothing: with sound, or frames out of order, the server cannot hurry the cached ones. */
const JUMP_AT_FIRST = 0.6;
const KEEP_SECONDS = 20;
const SEEK_PAUSE_MS = 2000;

const IDLE: PlayerOrders = { rate: 1, seekTo: null, removeBefore: null };

/**
 * Keeps a live picture near the live edge: a little faster when it lags, a little slower when it is about to run dry, a jump when it
 * is far behind or lies outside what is buffered. Knows nothing of the page: numbers in, orders out.
 */
export class PlayerRules {
  #target = TARGET_MIN;
  #lastStallMs = -Infinity;
  #lastEaseMs = -Infinity;
  #lastSeekMs = -Infinity;
  #framesAtSeek = -1;

  /** Seconds behind the live edge that the rules aim at. */
  get target(): number {
    return this.#target;
  }

  /** The picture ran dry: keep a larger reserve from now on. */
  noteStall(nowMs: number): void {
    this.#target = Math.min(TARGET_MAX, this.#target + TARGET_STEP_UP);
    this.#lastStallMs = nowMs;
  }

  decide(view: PlayerView): PlayerOrders {
    this.#ease(view.nowMs);
    const live = view.ranges.at(-1);
    if (live === undefined) return IDLE;
    const lag = live.end - view.position;
    const outside = view.position < live.start - 0.001 || lag < -0.5;
    if (outside || lag > (view.framesShown === 0 ? JUMP_AT_FIRST : JUMP_BEHIND)) return this.#jump(view, Math.max(live.start, live.end - this.#target));
    return { rate: this.#rate(lag), seekTo: null, removeBefore: removeBefore(view) };
  }

  #rate(lag: number): number {
    if (lag > this.#target + 0.1) return 1.1;
    return lag < this.#target - 0.08 ? 0.97 : 1;
  }

  /** Never two seeks within two seconds without a frame shown between them: that would freeze a slow machine for good. */
  #jump(view: PlayerView, to: number): PlayerOrders {
    const shownSince = view.framesShown > this.#framesAtSeek;
    if (!shownSince && view.nowMs - this.#lastSeekMs < SEEK_PAUSE_MS) return IDLE;
    this.#lastSeekMs = view.nowMs;
    this.#framesAtSeek = view.framesShown;
    return { rate: 1, seekTo: to, removeBefore: null };
  }

  #ease(nowMs: number): void {
    if (nowMs - Math.max(this.#lastStallMs, this.#lastEaseMs) < CALM_MS) return;
    this.#target = Math.max(TARGET_MIN, this.#target - TARGET_STEP_DOWN);
    this.#lastEaseMs = nowMs;
  }
}

function removeBefore(view: PlayerView): number | null {
  const first = view.ranges[0];
  const limit = view.position - KEEP_SECONDS;
  // One second of slack, so that the buffer is trimmed about once a second and not on every frame.
  return first !== undefined && first.start < limit - 1 ? limit : null;
}
