import { serverClock } from '../time/serverClock';
import { FIRST_STATUS, type TileStatus } from './livePlayer';
import { LOST_AFTER_MS, signalOf } from './signal';

const EVERY_MS = 1000;

/**
 * One picture a second where no stream can be played. Each is dated by the time that the server gives with it, so that an old
 * picture is never taken for a new one. Runs on the page's thread; `close` ends it.
 */
export class StillPlayer {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #startedMs = Date.now();
  #shownMs: number | null = null;
  #wallMs: number | null = null;
  #asking = false;
  #count = 0;
  #closed = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly address: (count: number) => string,
    private readonly onStatus: (status: TileStatus) => void,
  ) {
    this.#timer = setInterval(() => this.#tick(), EVERY_MS);
    this.#tick();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (!this.#asking) void this.#ask();
    const now = Date.now();
    const signal = signalOf({ startedMs: this.#startedMs, shownMs: this.#shownMs, wallMs: this.#wallMs }, now, serverClock.nowMs());
    const age = this.#wallMs === null ? null : Math.max(0, Math.round((serverClock.nowMs() - this.#wallMs) / 100) / 10);
    this.onStatus({ ...FIRST_STATUS, signal, stillAge: age });
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      const response = await fetch(this.address(this.#count++), { credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(LOST_AFTER_MS) });
      if (response.ok) await this.#draw(response);
    } catch {
      // The age of the last picture tells.
    } finally {
      this.#asking = false;
    }
  }

  async #draw(response: Response): Promise<void> {
    const wallMs = timeOf(response.headers);
    const picture = await createImageBitmap(await response.blob());
    if (this.#closed) return;
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
    this.canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    this.#shownMs = Date.now();
    this.#wallMs = wallMs ?? this.#shownMs + serverClock.offsetMs;
  }
}

/** The picture's own time, as exactly as the server tells it. */
export function timeOf(headers: { get(name: string): string | null }): number | null {
  const told = headers.get('x-frame-time') ?? headers.get('last-modified');
  const ms = told === null ? Number.NaN : Date.parse(told);
  return Number.isNaN(ms) ? null : ms;
}
