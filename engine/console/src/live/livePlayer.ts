import type { LiveInit, LiveMessage } from '../api/types';
import { ReconnectingSocket } from '../api/reconnectingSocket';
import { serverClock } from '../time/serverClock';
import { decodeTimeOf, timescaleOf } from './boxes';
import { parseFrame, type LiveFrame } from './frame';
import { FrameTimes } from './frameTimes';
import { G711Sound, type G711Format } from './g711Sound';
import { MediaPipe } from './mediaPipe';
import { PlayerRules } from './playerRules';
import { DELAYED_AFTER_MS, signalOf, type Signal } from './signal';

/** What a tile shows about its picture. */
export interface TileStatus {
  readonly signal: Signal;
  /** Seconds from the server's frame time to the frame on the screen, in steps of 0.05; null while unknown. */
  readonly lagSeconds: number | null;
  /** A codec that this browser cannot play. */
  readonly unsupported: string | null;
  readonly droppedFrames: number;
  /** Pictures arrive, yet the one on the screen is old: the browser does not keep up. */
  readonly tooSlow: boolean;
  /** What comes; null before the first. */
  readonly init: LiveInit | null;
  /** What the server says of the choice of stream, in words. */
  readonly notice: string | null;
  /** A single picture is shown instead of a stream: how old it is, seconds. */
  readonly stillAge: number | null;
  /** Why nothing is heard although it was asked for. */
  readonly silence: string | null;
}

export const FIRST_STATUS: TileStatus = {
  signal: { kind: 'waiting' },
  lagSeconds: null,
  unsupported: null,
  droppedFrames: 0,
  tooSlow: false,
  init: null,
  notice: null,
  stillAge: null,
  silence: null,
};

/** One picture from another stream until the wanted one is there: to come with the next initialisation, on its way, or not at all. */
type Still = 'none' | 'announced' | 'awaited' | 'over';

const TICK_MS = 200;
/** A live socket that says nothing for this long is opened again: the camera may be down, or the way to the server. */
const SILENCE_MS = 15_000;
const REBUILD_PAUSE_MS = 1000;

function sameStatus(a: TileStatus, b: TileStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Plays one camera on one video element: socket in, MediaSource out, the rules of {@link PlayerRules} every 200 ms. Everything here
 * runs on the page's thread; `close` ends it for good.
 */
export class LivePlayer {
  readonly #socket: ReconnectingSocket;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #rules = new PlayerRules();
  readonly #times = new FrameTimes();
  #pipe: MediaPipe | null = null;
  #timescale = 0;
  #lastDecode = -Infinity;
  #needKey = true;
  #still: Still = 'none';
  #stillWallMs: number | null = null;
  #framesShown = 0;
  #startedMs = Date.now();
  #shownMs: number | null = null;
  #wallMs: number | null = null;
  #receivedMs = -Infinity;
  #unsupported: string | null = null;
  #init: LiveInit | null = null;
  #notice: string | null = null;
  #sound: G711Sound | null = null;
  #silence: string | null = null;
  #dropped = 0;
  #status = FIRST_STATUS;
  #lastRebuildMs = -Infinity;
  #closed = false;
  #frameCallback = 0;
  readonly #onStall = (): void => {
    if (this.#framesShown > 0) this.#rules.noteStall(Date.now());
  };

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly backdrop: HTMLCanvasElement,
    url: string,
    private readonly onStatus: (status: TileStatus) => void,
  ) {
    this.#socket = new ReconnectingSocket(
      url,
      {
        onOpen: () => undefined,
        onText: (message) => this.#onText(message as LiveMessage),
        onBinary: (message) => this.#onBinary(message),
        onClose: () => undefined,
      },
      SILENCE_MS,
    );
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    video.addEventListener('waiting', this.#onStall);
    this.#watchFrames();
  }

  retryNow(): void {
    this.#socket.retryNow();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#socket.close();
    this.video.removeEventListener('waiting', this.#onStall);
    if (this.#frameCallback !== 0) this.video.cancelVideoFrameCallback(this.#frameCallback);
    this.#dropPipe();
    this.#sound?.close();
    this.video.removeAttribute('src');
    this.video.load();
  }

  #onText(message: LiveMessage): void {
    switch (message.kind) {
      case 'still':
        this.#still = 'announced';
        break;
      case 'init':
        this.#still = this.#still === 'announced' ? 'awaited' : 'none';
        this.#init = message;
        this.#silence = message.silence ?? null;
        this.#begin(message.mime);
        break;
      case 'sound':
        this.#silence = message.silence;
        this.#hear(message.codec === null ? null : { ...message, codec: message.codec });
        break;
      case 'dropped':
        this.#dropped += message.frames;
        break;
      case 'notice':
        this.#notice = message.text;
        break;
      case 'error':
        this.#notice = message.text;
        this.#unsupported = this.#unsupported ?? '';
        break;
      default:
        break;
    }
  }

  /** Each announced initialisation starts afresh: after a reconnect the cached pictures overlap what is buffered already. */
  #begin(mime: string): void {
    this.#dropPipe();
    // Who was shown live video already keeps its last picture, which is newer.
    if (this.#still === 'awaited' && this.#framesShown > 0) return;
    this.#unsupported = MediaSource.isTypeSupported(mime) ? null : mime;
    if (this.#unsupported !== null) return;
    this.#keepLastPicture();
    this.#needKey = true;
    this.#lastDecode = -Infinity;
    this.#times.clear();
    this.#pipe = new MediaPipe(
      this.video,
      mime,
      () => this.#applyRules(),
      () => this.#rebuild(),
    );
  }

  #hear(format: G711Format | null): void {
    this.#sound?.close();
    this.#sound = format === null ? null : new G711Sound(format, () => this.#times.momentAt(this.video.currentTime));
  }

  #onBinary(message: ArrayBuffer): void {
    const frame = parseFrame(message);
    if (frame === null || this.#pipe === null) return;
    if (frame.sound) {
      this.#play(frame);
      return;
    }
    this.#receivedMs = Date.now();
    if (frame.initialisation) {
      this.#timescale = timescaleOf(frame.payload) ?? 0;
      this.#pipe.append(frame.payload);
    } else if (frame.key || !this.#needKey) {
      this.#needKey = false;
      this.#appendFrame(frame);
    }
  }

  #play(frame: LiveFrame): void {
    const ahead = this.#sound?.play(frame.wallMs, frame.payload) ?? null;
    // For whoever looks from outside: how far what is heard comes before what is seen.
    this.video.dataset['soundAheadMs'] = ahead === null ? '' : String(Math.round(ahead * 1000));
  }

  #appendFrame(frame: LiveFrame): void {
    const ticks = this.#timescale > 0 ? decodeTimeOf(frame.payload) : null;
    if (ticks !== null) {
      const media = ticks / this.#timescale;
      if (media < this.#lastDecode - 0.5) {
        // The camera's time line began again: what is buffered would hide the new pictures.
        this.#rebuild();
        return;
      }
      this.#lastDecode = media;
      this.#times.add(media, frame.wallMs);
    }
    this.#pipe?.append(frame.payload);
    if (this.#still === 'awaited') {
      this.#still = 'over';
      this.#pipe?.end();
    }
  }

  /** A fresh connection brings the initialisation and the pictures since the last key frame at once. */
  #rebuild(): void {
    this.#dropPipe();
    const now = Date.now();
    const wait = Math.max(0, this.#lastRebuildMs + REBUILD_PAUSE_MS - now);
    this.#lastRebuildMs = now + wait;
    setTimeout(() => this.#socket.restart(), wait);
  }

  #dropPipe(): void {
    this.#pipe?.close();
    this.#pipe = null;
  }

  /** The video element goes blank when its source changes: the canvas behind it keeps the last picture in view. */
  #keepLastPicture(): void {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (width === 0 || height === 0) return;
    this.backdrop.width = width;
    this.backdrop.height = height;
    this.backdrop.getContext('2d')?.drawImage(this.video, 0, 0);
  }

  #watchFrames(): void {
    if (!('requestVideoFrameCallback' in this.video)) return;
    this.#frameCallback = this.video.requestVideoFrameCallback((_now, metadata) => {
      this.#frameShown(metadata.mediaTime);
      if (!this.#closed) this.#watchFrames();
    });
  }

  #frameShown(mediaTime: number): void {
    if (this.#still !== 'none') return this.#stillShown(mediaTime);
    this.#framesShown += 1;
    if (this.#framesShown === 1) this.video.dataset['firstMs'] = String(Date.now() - this.#startedMs);
    this.#shownMs = Date.now();
    this.#wallMs = this.#times.wallAt(mediaTime) ?? this.#wallMs;
    // For whoever looks from outside: which moment is on the screen, and when it came there.
    this.video.dataset['wallMs'] = String(this.#wallMs ?? '');
    this.video.dataset['lagMs'] = this.#wallMs === null ? '' : String(Math.round(this.#shownMs + serverClock.offsetMs - this.#wallMs));
  }

  /** It is no live picture, and nothing that is said of those is said of it. */
  #stillShown(mediaTime: number): void {
    this.#stillWallMs = this.#times.wallAt(mediaTime);
    this.video.dataset['stillMs'] = String(Date.now() - this.#startedMs);
  }

  #stillAge(): number | null {
    if (this.#stillWallMs === null || this.#framesShown > 0) return null;
    return Math.max(0, Math.round((serverClock.nowMs() - this.#stillWallMs) / 100) / 10);
  }

  #tick(): void {
    this.#countFramesWithoutCallback();
    this.#applyRules();
    const status = this.#readStatus();
    if (sameStatus(status, this.#status)) return;
    this.#status = status;
    this.onStatus(status);
  }

  #lastPosition = 0;

  #countFramesWithoutCallback(): void {
    if ('requestVideoFrameCallback' in this.video) return;
    const position = (this.video as HTMLVideoElement).currentTime;
    if (position !== this.#lastPosition) this.#frameShown(position);
    this.#lastPosition = position;
  }

  #applyRules(): void {
    const pipe = this.#pipe;
    if (pipe === null) return;
    const video = this.video;
    if (this.#still !== 'none') {
      const at = pipe.ranges()[0]?.start ?? 0;
      if (video.currentTime < at) video.currentTime = at;
      return;
    }
    const orders = this.#rules.decide({
      nowMs: Date.now(),
      position: video.currentTime,
      ranges: pipe.ranges(),
      framesShown: this.#framesShown,
    });
    if (orders.seekTo !== null) video.currentTime = orders.seekTo;
    if (video.playbackRate !== orders.rate) video.playbackRate = orders.rate;
    if (orders.removeBefore !== null) pipe.removeBefore(orders.removeBefore);
    if (video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) void video.play().catch(() => undefined);
  }

  #readStatus(): TileStatus {
    const signal = signalOf({ startedMs: this.#startedMs, shownMs: this.#shownMs, wallMs: this.#wallMs }, Date.now(), serverClock.nowMs());
    const lag = this.#wallMs === null || this.#shownMs === null ? null : this.#shownMs + serverClock.offsetMs - this.#wallMs;
    return {
      signal,
      lagSeconds: lag === null || signal.kind !== 'live' ? null : Math.max(0, Math.round(lag / 50) / 20),
      unsupported: this.#unsupported,
      droppedFrames: this.#dropped,
      tooSlow: signal.kind === 'lost' && Date.now() - this.#receivedMs < DELAYED_AFTER_MS,
      init: this.#init,
      notice: this.#notice,
      stillAge: this.#stillAge(),
      silence: this.#silence,
    };
  }
}
