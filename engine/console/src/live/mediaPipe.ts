const MAX_QUEUED_BYTES = 16 * 1024 * 1024;

/** One MediaSource with one SourceBuffer on a video element, and the bytes that wait for it. Thrown away whole on any error. */
export class MediaPipe {
  readonly #source = new MediaSource();
  #buffer: SourceBuffer | null = null;
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #queuedBytes = 0;
  #ending = false;
  #dead = false;

  constructor(
    private readonly video: HTMLVideoElement,
    mime: string,
    private readonly onAppended: () => void,
    private readonly onError: () => void,
  ) {
    const url = URL.createObjectURL(this.#source);
    this.#source.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(url);
      if (!this.#dead) this.#open(mime);
    });
    video.src = url;
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#dead) return;
    this.#queue.push(bytes);
    this.#queuedBytes += bytes.byteLength;
    if (this.#queuedBytes > MAX_QUEUED_BYTES) this.#fail();
    else this.#pump();
  }

  /** Nothing follows: what was appended is shown to its last picture, without waiting for more. */
  end(): void {
    this.#ending = true;
    this.#pump();
  }

  removeBefore(seconds: number): void {
    const buffer = this.#buffer;
    if (this.#dead || buffer === null || buffer.updating) return;
    this.#guarded(() => buffer.remove(0, seconds));
  }

  ranges(): { start: number; end: number }[] {
    if (this.#dead || this.#buffer === null) return [];
    const buffered = this.video.buffered;
    return Array.from({ length: buffered.length }, (_, i) => ({ start: buffered.start(i), end: buffered.end(i) }));
  }

  close(): void {
    this.#dead = true;
    this.#queue = [];
    this.#buffer = null;
  }

  #open(mime: string): void {
    this.#guarded(() => {
      const buffer = this.#source.addSourceBuffer(mime);
      buffer.mode = 'segments';
      buffer.addEventListener('updateend', () => {
        if (this.#dead) return;
        this.onAppended();
        this.#pump();
      });
      buffer.addEventListener('error', () => this.#fail());
      this.#buffer = buffer;
      this.#pump();
    });
  }

  #pump(): void {
    const buffer = this.#buffer;
    if (buffer === null || buffer.updating) return;
    if (this.#queue.length === 0) {
      if (this.#ending && this.#source.readyState === 'open') this.#guarded(() => this.#source.endOfStream());
      return;
    }
    const bytes = this.#takeAll();
    this.#guarded(() => buffer.appendBuffer(bytes));
  }

  #takeAll(): Uint8Array<ArrayBuffer> {
    const [only] = this.#queue;
    let bytes = only as Uint8Array<ArrayBuffer>;
    if (this.#queue.length > 1) {
      bytes = new Uint8Array(this.#queuedBytes);
      let at = 0;
      for (const part of this.#queue) {
        bytes.set(part, at);
        at += part.byteLength;
      }
    }
    this.#queue = [];
    this.#queuedBytes = 0;
    return bytes;
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch {
      this.#fail();
    }
  }

  #fail(): void {
    if (this.#dead) return;
    this.close();
    this.onError();
  }
}
