import { parseFrame } from '../live/frame';
import { MediaPipe } from '../live/mediaPipe';
import { pictureTimesOf, videoTrackOf, type VideoTrack } from './fragments';
import { FrameList } from './frameList';

/** Why there is nothing to see for a while. */
export interface GapNote {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cause: string;
  readonly text: string;
}

export type RunMessage =
  | { readonly kind: 'init'; readonly mime: string; readonly width: number; readonly height: number }
  | { readonly kind: 'gap'; readonly from: string; readonly to: string; readonly cause: string; readonly text: string }
  | { readonly kind: 'end'; readonly at: string }
  | { readonly kind: 'error'; readonly text: string };

export interface RunListener {
  /** A new initialisation came: the element's source was made anew. */
  onBegin(): void;
  /** Something arrived, or the connection ended. */
  onChange(): void;
}

const FAILED = 'failed';

/**
 * Recorded video of one camera from one moment on: one connection and one MediaSource. To begin elsewhere, close it and make another:
 * then nothing that was on its way for the old place can come in between.
 */
export class PlaybackRun {
  readonly frames = new FrameList();
  readonly gaps: GapNote[] = [];
  /** The end of what is recorded; null while more may come. */
  endMs: number | null = null;
  error: string | null = null;
  /** A codec that this browser cannot play. */
  unsupported: string | null = null;
  readonly #socket: WebSocket;
  #pipe: MediaPipe | null = null;
  #mime = '';
  #track: VideoTrack | null = null;
  #closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    url: string,
    readonly baseMs: number,
    readonly fromMs: number,
    readonly keysOnly: boolean,
    private readonly listener: RunListener,
  ) {
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onopen = () => this.#send({ kind: 'play', from: new Date(fromMs).toISOString(), keysOnly });
    this.#socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#onBinary(data);
      else this.#onText(JSON.parse(String(data)) as RunMessage);
      listener.onChange();
    };
    this.#socket.onclose = () => this.#onClose();
  }

  /** Tells the server how far it has been played, so that it sends more. */
  played(atMs: number): void {
    this.#send({ kind: 'position', at: new Date(atMs).toISOString() });
  }

  ranges(): { start: number; end: number }[] {
    return this.#pipe?.ranges() ?? [];
  }

  removeBefore(seconds: number): void {
    if (seconds <= 0) return;
    this.#pipe?.removeBefore(seconds);
    this.frames.dropBefore(seconds);
  }

  gapAt(wallMs: number): GapNote | null {
    return this.gaps.find((gap) => gap.fromMs <= wallMs && wallMs < gap.toMs) ?? null;
  }

  /** How far the server has told what there is, in wall time. */
  reachMs(): number {
    const last = this.frames.last;
    const told = Math.max(last === null ? -Infinity : this.baseMs + last * 1000, ...this.gaps.map((gap) => gap.toMs));
    return Number.isFinite(told) ? told : this.fromMs;
  }

  close(): void {
    this.#closed = true;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#pipe?.close();
    this.#pipe = null;
  }

  #send(message: object): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #onText(message: RunMessage): void {
    switch (message.kind) {
      case 'init':
        this.#begin(message.mime);
        break;
      case 'gap':
        this.gaps.push({ fromMs: Date.parse(message.from), toMs: Date.parse(message.to), cause: message.cause, text: message.text });
        break;
      case 'end':
        this.endMs = Date.parse(message.at);
        break;
      case 'error':
        this.error = message.text;
        break;
    }
  }

  /** Further initialisations of the same kind go into the same buffer: playback runs on over them. */
  #begin(mime: string): void {
    if (this.#pipe !== null && this.#mime === mime) return;
    this.unsupported = MediaSource.isTypeSupported(mime) ? null : mime;
    this.#pipe?.close();
    this.#pipe = null;
    if (this.unsupported !== null) return;
    this.listener.onBegin();
    this.#mime = mime;
    this.#pipe = new MediaPipe(
      this.video,
      mime,
      () => this.listener.onChange(),
      () => this.#fail(),
    );
  }

  #onBinary(message: ArrayBuffer): void {
    const frame = parseFrame(message);
    if (frame === null || this.#pipe === null) return;
    if (frame.initialisation) this.#track = videoTrackOf(frame.payload);
    else this.#note(frame.payload);
    this.#pipe?.append(frame.payload);
  }

  #note(fragment: Uint8Array): void {
    const track = this.#track;
    if (track === null) return;
    for (const ticks of pictureTimesOf(fragment, track)) this.frames.add(ticks / track.timescale);
  }

  #onClose(): void {
    if (this.#closed || this.endMs !== null) return;
    this.#fail();
  }

  #fail(): void {
    this.error ??= FAILED;
    this.listener.onChange();
  }
}
