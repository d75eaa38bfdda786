/** What is heard and seen at one moment. */
export interface SoundView {
  /** The sound card's clock, seconds. */
  readonly nowSeconds: number;
  /** The recorded moment of the picture that is on the screen now, epoch milliseconds. */
  readonly seenMs: number;
  /** From the sound card's clock to the ear, seconds. */
  readonly latencySeconds: number;
}

export interface SoundPlace {
  /** On the sound card's clock, seconds. */
  readonly at: number;
  /** A little below or above 1 while sound and picture draw together. */
  readonly rate: number;
  /** Seconds that it is heard before its picture; below 0 after it. */
  readonly ahead: number;
}

/** Nearer than this, nothing is done: frames come a little early or late. */
const NEAR = 0.03;
/** Farther than this, it begins anew beside its picture; what is heard is a gap. */
const FAR = 0.15;
const STRONGEST = 0.04;

/**
 * Lays sound beside the picture that it belongs to: piece after piece without a gap, a little faster or slower while it is not in step.
 * Knows nothing of the page: numbers in, numbers out.
 */
export class SoundPlacer {
  #next: number | null = null;

  /** Where a piece of sound goes that was heard at a moment; null when that is over already. */
  place(heardMs: number, seconds: number, view: SoundView): SoundPlace | null {
    const wanted = view.nowSeconds - view.latencySeconds + (heardMs - view.seenMs) / 1000;
    const next = this.#next;
    const at = next === null || Math.abs(wanted - next) > FAR ? wanted : next;
    if (at < view.nowSeconds) {
      this.#next = null;
      return null;
    }
    const ahead = wanted - at;
    const rate = Math.abs(ahead) <= NEAR ? 1 : 1 - Math.max(-STRONGEST, Math.min(STRONGEST, ahead));
    this.#next = at + seconds / rate;
    return { at, rate, ahead };
  }

  /** The next piece is laid beside its picture, whatever came before. */
  restart(): void {
    this.#next = null;
  }
}
