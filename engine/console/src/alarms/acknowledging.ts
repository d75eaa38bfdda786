/** By then an alarm that was acknowledged shows it on the page, or never will. */
const SHOWN_MS = 1000;

/** Alarms that somebody acknowledged here and that do not show it yet: a second press would only be refused. */
export class Acknowledging {
  readonly #numbers = new Set<number>();

  /** Those of them that were not asked for yet; from now on they are. */
  take(numbers: readonly number[]): number[] {
    return numbers.filter((number) => !this.#numbers.has(number) && this.#numbers.add(number));
  }

  /** They can be asked for again: at once where it was refused, else when the page shows what was done. */
  release(numbers: readonly number[], done: boolean): void {
    const free = (): void => numbers.forEach((number) => this.#numbers.delete(number));
    if (done) setTimeout(free, SHOWN_MS);
    else free();
  }
}
