import { MasterClock } from './masterClock';
import { PlaybackPlayer, type Address, type DeckPicture } from './playbackPlayer';
import { backwards, faster, keysOnly } from './speeds';

/** What the page shows of the deck. */
export interface DeckState {
  readonly wallMs: number;
  readonly playing: boolean;
  readonly rate: number;
  /** Waits for pictures. */
  readonly held: boolean;
  /** One for each camera, in their order. */
  readonly pictures: readonly DeckPicture[];
  /** All cameras are at the end of what is recorded. */
  readonly ended: boolean;
  /** A stretch without any picture that was jumped over; null when none was lately. */
  readonly skipped: { readonly fromMs: number; readonly toMs: number; readonly text: string } | null;
}

interface Elements {
  readonly video: HTMLVideoElement;
  readonly backdrop: HTMLCanvasElement;
}

const TICK_MS = 80;
/** After this long the others go on without a camera whose pictures do not come. */
const MOST_HELD_MS = 4000;
/** The media time line begins this much before the first moment, so that one can go back without beginning anew. */
const BEFORE_BASE_MS = 3_600_000;
const LEAST_AFTER_BASE_MS = 300_000;
const LONGEST_MS = 12 * 3_600_000;
const SKIP_NOTE_MS = 8000;

/** Up to four cameras held in step by one clock. Runs on the page's thread; `close` ends it. */
export class PlaybackDeck {
  readonly #clock: MasterClock;
  #baseMs: number;
  #players: PlaybackPlayer[] = [];
  #elements: readonly Elements[] = [];
  #heldSinceMs: number | null = null;
  #skipped: DeckState['skipped'] = null;
  #skippedAtMs = -Infinity;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly cameras: readonly string[],
    private readonly address: Address,
    atMs: number,
    private readonly onState: (state: DeckState) => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#baseMs = Math.max(0, Math.floor(atMs - BEFORE_BASE_MS));
    this.#clock = new MasterClock(atMs, now());
    this.#timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Gives it the elements to show the cameras on, in the cameras' order. */
  attach(elements: readonly Elements[]): void {
    this.#elements = elements;
    this.#makePlayers();
    this.tick();
  }

  play(rate: number): void {
    this.#clock.play(rate, this.now());
    this.tick();
  }

  pause(): void {
    this.#clock.pause(this.now());
    this.tick();
  }

  toggle(): void {
    if (this.#clock.playing) this.pause();
    else this.play(this.#clock.rate);
  }

  faster(): void {
    this.play(faster(this.#clock.rate, this.#clock.playing));
  }

  backwards(): void {
    this.play(backwards(this.#clock.rate, this.#clock.playing));
  }

  seek(wallMs: number): void {
    this.#clock.jump(wallMs, this.now());
    this.#heldSinceMs = null;
    this.#skipped = null;
    this.tick();
  }

  /** To the next or previous picture of the first camera that has one; the others follow. */
  step(by: -1 | 1): void {
    const at = this.wallMs();
    this.#clock.pause(this.now());
    if (keysOnly(this.#clock.rate)) {
      this.#clock.play(1, this.now());
      this.#clock.pause(this.now());
    }
    for (const player of this.#players) {
      const to = player.next(at, by);
      // A hair behind the picture's own time, so that it is this one which is shown.
      if (to !== null) return this.seek(to + 1);
    }
    // Nothing at hand: a moment away, from where the server begins at a key picture.
    this.seek(at + by * 40);
  }

  wallMs(): number {
    return this.#clock.wallAt(this.now());
  }

  close(): void {
    clearInterval(this.#timer);
    this.#players.forEach((player) => player.close());
    this.#players = [];
  }

  tick(): void {
    const nowMs = this.now();
    this.#keepBase(this.#clock.wallAt(nowMs));
    this.#moveOn(nowMs);
    const wallMs = this.#clock.wallAt(nowMs);
    const { rate, pace } = this.#clock;
    const order = { wallMs, rate, pace, keysOnly: keysOnly(rate), nowMs };
    for (const player of this.#players) player.tick(order);
    this.onState(this.#read(wallMs, nowMs));
  }

  /** Playing begins at the key picture before a moment, and that may not lie before the base. */
  #keepBase(wallMs: number): void {
    if (wallMs >= this.#baseMs + LEAST_AFTER_BASE_MS && wallMs < this.#baseMs + LONGEST_MS) return;
    this.#baseMs = Math.max(0, Math.floor(wallMs - BEFORE_BASE_MS));
    this.#makePlayers();
  }

  /** Waits for cameras, jumps over what nobody recorded, stands still at the end. */
  #moveOn(nowMs: number): void {
    if (this.#players.length === 0) return;
    const wallMs = this.#clock.wallAt(nowMs);
    const pictures = this.#players.map((player) => player.picture(wallMs));
    if (this.#clock.playing && this.#clock.rate > 0) this.#jumpGap(pictures, wallMs, nowMs);
    const stuck = pictures.every(({ kind }) => kind === 'end' || kind === 'error' || kind === 'unsupported');
    this.#hold(stuck || this.#players.some((player) => player.waits(wallMs)), stuck, nowMs);
  }

  #jumpGap(pictures: readonly DeckPicture[], wallMs: number, nowMs: number): void {
    const gaps = pictures.flatMap((picture) => (picture.kind === 'gap' ? [picture.gap] : []));
    const nearest = gaps.toSorted((a, b) => a.toMs - b.toMs)[0];
    if (nearest === undefined || pictures.some(({ kind }) => kind === 'shown' || kind === 'loading')) return;
    this.#skipped = { fromMs: wallMs, toMs: nearest.toMs, text: nearest.cause };
    this.#skippedAtMs = nowMs;
    // Where the gap ends and pictures begin a little later, the next round jumps over the rest.
    this.#clock.jump(Math.max(wallMs + 1, nearest.toMs), nowMs);
  }

  #hold(wanted: boolean, stuck: boolean, nowMs: number): void {
    if (!wanted) this.#heldSinceMs = null;
    else this.#heldSinceMs ??= nowMs;
    const tooLong = this.#heldSinceMs !== null && nowMs - this.#heldSinceMs > MOST_HELD_MS && this.#players.length > 1;
    this.#clock.hold(wanted && (stuck || !tooLong), nowMs);
  }

  #makePlayers(): void {
    this.#players.forEach((player) => player.close());
    this.#players = this.#elements.map(
      ({ video, backdrop }, i) => new PlaybackPlayer(video, backdrop, this.cameras[i] as string, this.address, this.#baseMs, () => this.#arrived()),
    );
  }

  /** Something came while the clock was held: going on need not wait for the next tick. */
  #arrived(): void {
    if (this.#clock.held) this.tick();
  }

  #read(wallMs: number, nowMs: number): DeckState {
    const pictures = this.#players.map((player) => player.picture(wallMs));
    const { playing, rate, held } = this.#clock;
    return {
      wallMs,
      playing,
      rate,
      held,
      pictures,
      ended: pictures.length > 0 && pictures.every(({ kind }) => kind === 'end'),
      skipped: nowMs - this.#skippedAtMs < SKIP_NOTE_MS ? this.#skipped : null,
    };
  }
}
