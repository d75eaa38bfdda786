const SAMPLES = 12;

/** Estimates the server's clock: of the last messages, the one that was fastest on its way tells the difference best. */
export class ServerClock {
  readonly #offsets: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  observe(serverTime: string): void {
    const told = Date.parse(serverTime);
    if (Number.isNaN(told)) return;
    this.#offsets.push(told - this.now());
    if (this.#offsets.length > SAMPLES) this.#offsets.shift();
  }

  /** Server minus page, milliseconds; 0 before the first message. */
  get offsetMs(): number {
    return this.#offsets.length === 0 ? 0 : Math.max(...this.#offsets);
  }

  nowMs(): number {
    return this.now() + this.offsetMs;
  }
}

export const serverClock = new ServerClock();
