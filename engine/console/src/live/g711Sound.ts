import { decodeG711, type Law } from './g711';
import { SoundPlacer } from './soundPlacer';

/** How the camera's sound is coded, as the server told. */
export interface G711Format {
  readonly codec: Law;
  readonly rate: number;
  readonly channels: number;
}

/**
 * Sound that no browser plays from MP4, decoded here and played beside the picture. An AudioWorklet would need https; pieces laid on
 * the sound card's clock do not. Runs on the page's thread; `close` ends it.
 */
export class G711Sound {
  readonly #context: AudioContext;
  readonly #placer = new SoundPlacer();

  /** @param seenMs the recorded moment that is on the screen now, epoch milliseconds; null while nothing moves there */
  constructor(
    private readonly format: G711Format,
    private readonly seenMs: () => number | null,
  ) {
    // At the sound's own rate the pieces join to the sample, and the browser converts the whole.
    this.#context = new AudioContext({ sampleRate: format.rate, latencyHint: 'interactive' });
  }

  /** Plays a piece; returns how many seconds it is heard before its picture, null when it is not heard. */
  play(heardMs: number, bytes: Uint8Array): number | null {
    const { codec, rate, channels } = this.format;
    const context = this.#context;
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    const seenMs = this.seenMs();
    const length = Math.floor(bytes.length / channels);
    if (seenMs === null || length === 0 || context.state !== 'running') {
      this.#placer.restart();
      return null;
    }
    const view = { nowSeconds: context.currentTime, seenMs, latencySeconds: context.outputLatency || context.baseLatency || 0 };
    const place = this.#placer.place(heardMs, length / rate, view);
    if (place === null) return null;
    const source = context.createBufferSource();
    source.buffer = this.#bufferOf(decodeG711(codec, bytes), length);
    source.playbackRate.value = place.rate;
    source.connect(context.destination);
    source.start(place.at);
    return place.ahead;
  }

  close(): void {
    void this.#context.close().catch(() => undefined);
  }

  /** Channels come sample by sample in turn (RFC 3551 §4.1). */
  #bufferOf(samples: Float32Array<ArrayBuffer>, length: number): AudioBuffer {
    const { rate, channels } = this.format;
    const buffer = this.#context.createBuffer(channels, length, rate);
    for (let channel = 0; channel < channels; channel++) {
      buffer.copyToChannel(channels === 1 ? samples : samples.filter((_, i) => i % channels === channel), channel);
    }
    return buffer;
  }
}
