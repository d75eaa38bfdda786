import type { PtzMove } from '../api/types';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'in' | 'out';

const PARTS: Readonly<Record<Direction, PtzMove>> = {
  left: { pan: -1, tilt: 0, zoom: 0 },
  right: { pan: 1, tilt: 0, zoom: 0 },
  up: { pan: 0, tilt: 1, zoom: 0 },
  down: { pan: 0, tilt: -1, zoom: 0 },
  in: { pan: 0, tilt: 0, zoom: 1 },
  out: { pan: 0, tilt: 0, zoom: -1 },
};

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'in',
  '=': 'in',
  '-': 'out',
};

export function directionOfKey(key: string): Direction | null {
  return KEYS[key] ?? null;
}

/** All that is pressed at once, as one motion; null when nothing is left of it. */
export function motionOf(pressed: ReadonlySet<Direction>, speed: number): PtzMove | null {
  const sum = { pan: 0, tilt: 0, zoom: 0 };
  for (const direction of pressed) {
    const part = PARTS[direction];
    sum.pan += part.pan * speed;
    sum.tilt += part.tilt * speed;
    sum.zoom += part.zoom * speed;
  }
  return sum.pan === 0 && sum.tilt === 0 && sum.zoom === 0 ? null : sum;
}

/** A motion ends by itself after a second: said twice in that time, one lost message does not make it stutter. */
export const REPEAT_MS = 400;

export interface PtzPort {
  move(move: PtzMove): void;
  stop(): void;
}

/** Turns presses and releases into orders: the motion again and again while anything is pressed, one stop when nothing is. */
export class PtzDriver {
  readonly #pressed = new Set<Direction>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #moving = false;

  constructor(
    private readonly port: PtzPort,
    private readonly speed = 0.5,
  ) {}

  press(direction: Direction): void {
    if (this.#pressed.has(direction)) return;
    this.#pressed.add(direction);
    this.#apply();
  }

  release(direction: Direction): void {
    if (this.#pressed.delete(direction)) this.#apply();
  }

  releaseAll(): void {
    this.#pressed.clear();
    this.#apply();
  }

  #apply(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const motion = motionOf(this.#pressed, this.speed);
    if (motion !== null) {
      this.#moving = true;
      this.port.move(motion);
      this.#timer = setInterval(() => this.port.move(motion), REPEAT_MS);
    } else if (this.#moving) {
      this.#moving = false;
      this.port.stop();
    }
  }
}
