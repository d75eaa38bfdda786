/** Waits between attempts: doubled each time up to a cap, spread over half of it so that pages do not come back all at once. */
export class Backoff {
  #attempts = 0;

  constructor(
    private readonly firstMs: number,
    private readonly capMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const whole = Math.min(this.capMs, this.firstMs * 2 ** this.#attempts);
    this.#attempts += 1;
    return whole / 2 + (whole / 2) * this.random();
  }

  reset(): void {
    this.#attempts = 0;
  }
}
