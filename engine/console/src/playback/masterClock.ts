/** Where playback stands, in wall time. All cameras follow this one clock; knows nothing of the page. Milliseconds throughout. */
export class MasterClock {
  #wallMs: number;
  #sinceMs: number;
  #rate = 1;
  #playing = false;
  #held = false;

  /** @param wallMs the recorded moment it begins with @param nowMs a steady clock, as in every call */
  constructor(wallMs: number, nowMs: number) {
    this.#wallMs = wallMs;
    this.#sinceMs = nowMs;
  }

  /** Recorded milliseconds per millisecond; below 0 it runs backwards. */
  get rate(): number {
    return this.#rate;
  }

  /** What the operator asked for, whether or not it has to wait for pictures. */
  get playing(): boolean {
    return this.#playing;
  }

  get held(): boolean {
    return this.#held;
  }

  /** How fast it really moves now: 0 while paused or held. */
  get pace(): number {
    return this.#playing && !this.#held ? this.#rate : 0;
  }

  wallAt(nowMs: number): number {
    return this.#wallMs + (nowMs - this.#sinceMs) * this.pace;
  }

  jump(wallMs: number, nowMs: number): void {
    this.#wallMs = wallMs;
    this.#sinceMs = nowMs;
  }

  play(rate: number, nowMs: number): void {
    this.#fix(nowMs);
    this.#rate = rate;
    this.#playing = true;
  }

  pause(nowMs: number): void {
    this.#fix(nowMs);
    this.#playing = false;
  }

  /** Stands still, without being paused, until the pictures are there. */
  hold(held: boolean, nowMs: number): void {
    if (held === this.#held) return;
    this.#fix(nowMs);
    this.#held = held;
  }

  #fix(nowMs: number): void {
    this.jump(this.wallAt(nowMs), nowMs);
  }
}
