import { Backoff } from './backoff';

export interface SocketListener {
  onOpen(): void;
  onText(message: unknown): void;
  onBinary(message: ArrayBuffer): void;
  /** The connection ended or could not be made; the next attempt is already planned. */
  onClose(): void;
}

/** A WebSocket that comes back by itself until it is closed. One that stays silent for too long counts as lost. */
export class ReconnectingSocket {
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  readonly #backoff = new Backoff(400, 8000);

  constructor(
    private readonly url: string,
    private readonly listener: SocketListener,
    /** Milliseconds without any message after which the connection is given up; 0 for never. */
    private readonly silenceMs = 0,
  ) {
    this.#connect();
  }

  /** Tries at once instead of waiting for the planned attempt. */
  retryNow(): void {
    if (this.#socket === null && !this.#closed) this.#connect();
  }

  /** Ends the connection, if there is one, and opens a new one at once. */
  restart(): void {
    if (this.#closed) return;
    this.#drop();
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#heard();
    socket.onopen = () => this.listener.onOpen();
    socket.onmessage = (message) => {
      this.#heard();
      this.#backoff.reset();
      if (message.data instanceof ArrayBuffer) this.listener.onBinary(message.data);
      else this.listener.onText(JSON.parse(String(message.data)));
    };
    socket.onclose = () => this.#lost();
  }

  #heard(): void {
    if (this.silenceMs === 0) return;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lost(), this.silenceMs);
  }

  #lost(): void {
    this.#drop();
    if (this.#closed) return;
    this.#retry = setTimeout(() => this.#connect(), this.#backoff.next());
    this.listener.onClose();
  }

  #drop(): void {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
