/** The shuttle's speeds; backwards the same below 0. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16] as const;

/** From here on, and backwards always, only key pictures are fetched and shown. */
const KEYS_FROM = 8;

export function keysOnly(rate: number): boolean {
  return rate < 0 || rate >= KEYS_FROM;
}

/** What L does: from a pause or backwards to normal speed, then faster with every press. */
export function faster(rate: number, playing: boolean): number {
  if (!playing || rate < 1) return 1;
  return SPEEDS.find((speed) => speed > rate) ?? 16;
}

/** What J does: backwards, and faster with every press. */
export function backwards(rate: number, playing: boolean): number {
  return playing && rate < 0 ? -(SPEEDS.find((speed) => speed > -rate) ?? 16) : -1;
}

/** A speed from the address; 1 when it is none. */
export function parseSpeed(text: string | null): number {
  const wanted = Number(text);
  return SPEEDS.some((speed) => speed === Math.abs(wanted)) ? wanted : 1;
}
