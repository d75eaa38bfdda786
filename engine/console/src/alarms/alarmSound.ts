import type { Severity } from '../api/types';

/** What is heard: the priority of the most urgent alarm, or that the engine itself cannot be heard any more. */
export type SoundKind = Severity | 'system';

interface Pattern {
  readonly hertz: number;
  readonly beeps: number;
  /** From one time to the next; null to be heard once. */
  readonly everyMs: number | null;
}

/** Told apart by pitch and by count. */
export const PATTERNS: Readonly<Record<SoundKind, Pattern>> = {
  CRITICAL: { hertz: 988, beeps: 3, everyMs: 2500 },
  WARNING: { hertz: 659, beeps: 2, everyMs: 6000 },
  NOTICE: { hertz: 523, beeps: 1, everyMs: null },
  system: { hertz: 330, beeps: 4, everyMs: 8000 },
};

const BEEP_S = 0.14;
const REST_S = 0.1;
const STORAGE_KEY = 'gatehouse.alarm-sound';

export type SoundState = 'on' | 'off' | 'blocked';

/** Plays what calls until nothing does. One for the page, on the page's thread. */
export class AlarmSound {
  #context: AudioContext | null = null;
  #kind: SoundKind | null = null;
  /** The newest alarm that called when it was last told what calls. */
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #on = localStorage.getItem(STORAGE_KEY) !== 'off';
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Browsers keep a page silent until somebody pressed something on it: what would not be heard is not called on. */
  readonly read = (): SoundState => (!this.#on ? 'off' : this.#context?.state === 'suspended' ? 'blocked' : 'on');

  /** Somebody presses the bell: a page that was kept silent may be heard, else it is turned off or on. */
  press(): void {
    if (this.read() === 'blocked') this.#unblock();
    else {
      this.#on = !this.#on;
      localStorage.setItem(STORAGE_KEY, this.#on ? 'on' : 'off');
      this.#again();
    }
    this.#tell();
  }

  /**
   * What calls now; null for nothing. The same again goes on as it is, but what is heard once is heard for every alarm.
   *
   * @param newest the highest number of those that call
   */
  play(kind: SoundKind | null, newest = 0): void {
    if (this.#on) this.#context ??= this.#opened();
    const another = newest > this.#newest && kind !== null && PATTERNS[kind].everyMs === null;
    this.#newest = newest;
    if (kind === this.#kind && !another) return;
    this.#kind = kind;
    this.#again();
    this.#tell();
  }

  /** Nobody hears what calls any more: says so once, and is silent from then on. */
  end(): void {
    clearTimeout(this.#timer);
    this.#kind = null;
    if (this.#on) this.#sound('system');
    this.#tell();
  }

  /** Lets a page that was kept silent be heard: the browser allows it while somebody presses something. */
  #unblock(): void {
    if (this.#context?.state === 'suspended') void this.#context.resume();
  }

  #again(): void {
    clearTimeout(this.#timer);
    if (this.#kind === null || !this.#on) return;
    const { everyMs } = PATTERNS[this.#kind];
    this.#sound(this.#kind);
    if (everyMs !== null) this.#timer = setTimeout(() => this.#again(), everyMs);
  }

  #sound(kind: SoundKind): void {
    this.#context ??= this.#opened();
    const context = this.#context;
    if (context.state !== 'running') {
      void context.resume();
      return;
    }
    const { hertz, beeps } = PATTERNS[kind];
    for (let i = 0; i < beeps; i++) beep(context, hertz, context.currentTime + i * (BEEP_S + REST_S));
  }

  #opened(): AudioContext {
    const context = new AudioContext();
    context.addEventListener('statechange', () => {
      // What calls was not heard until now.
      if (context.state === 'running') this.#again();
      this.#tell();
    });
    // At the window a click comes after the bell's own, which then still finds the page silent and does not turn it off.
    window.addEventListener('click', () => this.#unblock());
    // These two press a button, which is a click.
    window.addEventListener('keydown', ({ key }) => key !== 'Enter' && key !== ' ' && this.#unblock());
    return context;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function beep(context: AudioContext, hertz: number, atS: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // Without a ramp a loudspeaker clicks.
  volume.gain.setValueAtTime(0, atS);
  volume.gain.linearRampToValueAtTime(0.4, atS + 0.01);
  volume.gain.setValueAtTime(0.4, atS + BEEP_S - 0.02);
  volume.gain.linearRampToValueAtTime(0, atS + BEEP_S);
  tone.connect(volume);
  volume.connect(context.destination);
  tone.start(atS);
  tone.stop(atS + BEEP_S);
}

export const alarmSound = new AlarmSound();
