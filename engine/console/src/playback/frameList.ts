/** The times of the pictures that were received, oldest first; for stepping from one to the next. Seconds of the media time line. */
/** Nearer than this, two times are one: the rest is rounding. */
const SAME = 1e-4;

export class FrameList {
  #times: number[] = [];

  add(time: number): void {
    const at = this.#after(time);
    const there = this.#times[at - 1];
    if (there !== undefined && time - there < SAME) return;
    this.#times.splice(at, 0, time);
  }

  get first(): number | null {
    return this.#times[0] ?? null;
  }

  get last(): number | null {
    return this.#times.at(-1) ?? null;
  }

  /** The picture that is shown at a time: the last that is not newer. */
  shownAt(time: number): number | null {
    return this.#times[this.#after(time) - 1] ?? null;
  }

  /** The picture after, or before, the one that is shown at a time. */
  next(time: number, step: -1 | 1): number | null {
    const after = this.#after(time);
    return this.#times[step === 1 ? after : after - 2] ?? null;
  }

  dropBefore(time: number): void {
    this.#times.splice(0, this.#after(time - 2 * SAME));
  }

  /** How many are not newer than a time. */
  #after(time: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] as number) <= time + SAME) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
