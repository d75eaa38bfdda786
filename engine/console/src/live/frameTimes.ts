const KEPT = 600;

/** Remembers which media time carries which wall time, so that a shown frame can be dated. */
export class FrameTimes {
  #entries: { media: number; wallMs: number }[] = [];

  add(media: number, wallMs: number): void {
    const last = this.#entries.at(-1);
    if (last !== undefined && media <= last.media) this.#entries = [];
    this.#entries.push({ media, wallMs });
    if (this.#entries.length > KEPT) this.#entries.splice(0, KEPT / 2);
  }

  /** The wall time of the frame shown at a media time; null when it is not known. */
  wallAt(media: number): number | null {
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      if (entry !== undefined && entry.media <= media + 0.001) return entry.wallMs;
    }
    return null;
  }

  clear(): void {
    this.#entries = [];
  }
}
