import { serverClock } from '../time/serverClock';
import { follow } from './followRules';
import { PlaybackRun, type GapNote } from './playbackRun';

/** What one camera shows at the master's time. */
export type DeckPicture =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'gap'; readonly gap: GapNote }
  /** Behind the end of what is recorded. */
  | { readonly kind: 'end' }
  | { readonly kind: 'unsupported'; readonly codec: string }
  | { readonly kind: 'error'; readonly text: string };

export interface DeckOrder {
  readonly wallMs: number;
  /** As asked for, also while the clock is held or paused. */
  readonly rate: number;
  readonly pace: number;
  readonly keysOnly: boolean;
  readonly nowMs: number;
}

/** Where the media time line begins: all cameras share it. */
export type Address = (camera: string, baseMs: number) => string;

/** What was recorded less than this ago is the end for now: more comes as it is recorded. */
const GROWING_MS = 5000;
const KEEP_SECONDS = 30;
const AHEAD_MS = { all: 12_000, keys: 40_000 };
/** Backwards, this much is fetched at a time. */
const BACK_MS = 20_000;
const TELL_EVERY_MS = 500;
const RETRY_MS = 2000;
/** A picture belongs to the time from its own on; an edge this near counts as inside. */
const EDGE = 0.06;
/** A gap is told as exactly as the recorder knew it; the pictures around it may end a little before and begin a little after. */
const NEAR_GAP_MS = 1500;

/** One camera on one video element, kept at the master clock's time. Runs on the page's thread; `close` ends it. */
export class PlaybackPlayer {
  #run: PlaybackRun | null = null;
  #toldMs = -Infinity;
  #retryAtMs = -Infinity;
  #order: DeckOrder | null = null;
  #frameCallback = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly backdrop: HTMLCanvasElement,
    private readonly camera: string,
    private readonly address: Address,
    private readonly baseMs: number,
    private readonly onChange: () => void,
  ) {
    this.#watchFrames();
  }

  /** Brings the element to where the master clock is. */
  tick(order: DeckOrder): void {
    this.#order = order;
    if (!this.#serves(order)) this.#begin(order);
    const run = this.#run;
    if (run === null) return;
    if (order.nowMs - this.#toldMs >= TELL_EVERY_MS) {
      this.#toldMs = order.nowMs;
      run.played(order.wallMs);
    }
    if (run.error === null && this.#holds(order.wallMs)) this.#show(run, order);
    else if (!this.video.paused) this.video.pause();
    if (!order.keysOnly) run.removeBefore(this.#media(order.wallMs) - KEEP_SECONDS);
  }

  picture(wallMs: number): DeckPicture {
    const run = this.#run;
    if (run === null) return { kind: 'loading' };
    if (run.unsupported !== null) return { kind: 'unsupported', codec: run.unsupported };
    if (run.error !== null) return { kind: 'error', text: run.error };
    const gap = run.gapAt(wallMs);
    if (gap !== null) return { kind: 'gap', gap };
    if (this.#holds(wallMs)) return { kind: 'shown' };
    const hole = this.#holeAt(run, wallMs);
    if (hole !== null) return { kind: 'gap', gap: hole };
    const over = run.endMs !== null ? wallMs >= run.endMs - 40 : wallMs > run.reachMs() && run.reachMs() > serverClock.nowMs() - GROWING_MS;
    return over ? { kind: 'end' } : { kind: 'loading' };
  }

  /** The master clock waits for this camera. */
  waits(wallMs: number): boolean {
    return this.picture(wallMs).kind === 'loading' || (this.#order?.keysOnly !== true && this.video.seeking);
  }

  /** The wall time of the picture before or after the one at a time; null when it is not at hand. */
  next(wallMs: number, step: -1 | 1): number | null {
    const time = this.#run?.frames.next(this.#media(wallMs), step) ?? null;
    return time === null ? null : this.baseMs + time * 1000;
  }

  close(): void {
    if (this.#frameCallback !== 0) this.video.cancelVideoFrameCallback(this.#frameCallback);
    this.#drop();
    this.video.removeAttribute('src');
    this.video.load();
  }

  #media(wallMs: number): number {
    return (wallMs - this.baseMs) / 1000;
  }

  /** Whether the run at hand has the moment, or soon will. */
  #serves(order: DeckOrder): boolean {
    const run = this.#run;
    if (run === null || run.keysOnly !== order.keysOnly) return false;
    if (run.error !== null || run.endMs !== null) return this.#servesEnded(run, order);
    if (order.wallMs < run.fromMs && !this.#holds(order.wallMs)) return false;
    return order.wallMs <= run.reachMs() + AHEAD_MS[order.keysOnly ? 'keys' : 'all'];
  }

  /** At the end of what is recorded, or after an error, it looks again from time to time: more may have been recorded. */
  #servesEnded(run: PlaybackRun, order: DeckOrder): boolean {
    const behind = run.error !== null || (run.endMs !== null && order.wallMs >= run.endMs - 40);
    if (!behind) return order.wallMs >= run.fromMs || this.#holds(order.wallMs);
    if (order.nowMs < this.#retryAtMs) return true;
    this.#retryAtMs = order.nowMs + RETRY_MS;
    return false;
  }

  #begin(order: DeckOrder): void {
    this.#drop();
    this.#toldMs = order.nowMs;
    this.#retryAtMs = order.nowMs + RETRY_MS;
    const from = Math.max(this.baseMs, order.wallMs - (order.rate < 0 ? BACK_MS : 0));
    this.#run = new PlaybackRun(this.video, this.address(this.camera, this.baseMs), this.baseMs, from, order.keysOnly, {
      onBegin: () => this.#keepLastPicture(),
      onChange: () => this.#changed(),
    });
  }

  #changed(): void {
    if (this.#order !== null && this.#order.pace === 0) this.#refresh(this.#order);
    this.onChange();
  }

  #refresh(order: DeckOrder): void {
    const run = this.#run;
    if (run !== null && run.error === null && this.#holds(order.wallMs)) this.#show(run, order);
  }

  #holds(wallMs: number): boolean {
    const run = this.#run;
    if (run === null || run.gapAt(wallMs) !== null) return false;
    const time = this.#media(wallMs);
    if (run.keysOnly) return run.frames.shownAt(time) !== null && (run.reachMs() > wallMs || run.endMs !== null);
    return run.ranges().some((range) => range.start <= time + EDGE && time < range.end);
  }

  /** Pictures are missing here and there are later ones: nobody will send what lies between, unless it was not asked for yet. */
  #holeAt(run: PlaybackRun, wallMs: number): GapNote | null {
    if (wallMs < run.fromMs) return null;
    const time = this.#media(wallMs);
    const ranges = run.keysOnly ? [] : run.ranges();
    const later = ranges.find((range) => range.start > time + EDGE);
    if (later === undefined) return null;
    const told = run.gaps.findLast((gap) => gap.fromMs <= wallMs + NEAR_GAP_MS && gap.toMs >= wallMs - NEAR_GAP_MS);
    return { fromMs: wallMs, toMs: this.baseMs + later.start * 1000, cause: told?.cause ?? 'unknown', text: told?.text ?? '' };
  }

  #show(run: PlaybackRun, order: DeckOrder): void {
    if (run.keysOnly) this.#showKey(run, order);
    else this.#followMaster(run, order);
  }

  /** Fast and backwards: the element stands still and is put on one key picture after the other. */
  #showKey(run: PlaybackRun, order: DeckOrder): void {
    if (!this.video.paused) this.video.pause();
    const key = run.frames.shownAt(this.#media(order.wallMs));
    if (key === null || this.video.seeking || Math.abs(this.video.currentTime - key) < 0.002) return;
    if (run.ranges().some((range) => range.start <= key + 0.001 && key < range.end)) this.video.currentTime = key + 0.001;
  }

  #followMaster(run: PlaybackRun, order: DeckOrder): void {
    const { video } = this;
    const wanted = this.#media(order.wallMs);
    const first = run.ranges().find((range) => wanted < range.end)?.start ?? wanted;
    const orders = follow({ position: video.currentTime, target: Math.max(wanted, first), pace: order.pace, seeking: video.seeking });
    if (orders.seekTo !== null) video.currentTime = orders.seekTo;
    if (orders.rate === 0) {
      if (!video.paused) video.pause();
      return;
    }
    if (Math.abs(video.playbackRate - orders.rate) > 0.004) video.playbackRate = orders.rate;
    if (video.paused && !video.seeking) void video.play().catch(() => undefined);
  }

  #drop(): void {
    this.#run?.close();
    this.#run = null;
  }

  /** The element goes blank when its source changes: the canvas behind it keeps the last picture in view. */
  #keepLastPicture(): void {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (width === 0 || height === 0) return;
    this.backdrop.width = width;
    this.backdrop.height = height;
    this.backdrop.getContext('2d')?.drawImage(this.video, 0, 0);
  }

  /** Writes down which recorded moment is on the screen, for whoever looks from outside. */
  #watchFrames(): void {
    if (!('requestVideoFrameCallback' in this.video)) return;
    this.#frameCallback = this.video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.video.dataset['wallMs'] = String(Math.round(this.baseMs + mediaTime * 1000));
      this.#watchFrames();
    });
  }
}
