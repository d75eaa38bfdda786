const KEPT = 600;
/** A picture that stays longer than this tells nothing of the moment. */
const LONGEST_SECONDS = 0.5;

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
    return this.#shownAt(media)?.wallMs ?? null;
  }

  /** The wall time of a media time itself, between frames too; null when it is not known. */
  momentAt(media: number): number | null {
    const shown = this.#shownAt(media);
    if (shown === undefined || media - shown.media > LONGEST_SECONDS) return null;
    return shown.wallMs + (media - shown.media) * 1000;
  }

  #shownAt(media: number): { media: number; wallMs: number } | undefined {
    return this.#entries.findLast((entry) => entry.media <= media + 0.001);
  }

  clear(): void {
    this.#entries = [];
  }
}
