/** What is recorded of one camera, as the interface tells it; times RFC 3339. */
export interface Timeline {
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
  readonly gaps: readonly TimelineGap[];
  readonly marks: readonly TimelineMark[];
}

export interface TimelineGap {
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly text: string;
  readonly soundOnly?: boolean;
}

export interface TimelineMark {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly types: Readonly<Record<string, number>>;
  readonly first: string;
}

/** The part of the time line that the bar shows. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A piece of the bar, as fractions of its width. */
export interface Piece {
  readonly left: number;
  readonly width: number;
}

/** Where a stretch of time lies on the bar; null when none of it is shown. */
export function pieceOf(span: Span, fromMs: number, toMs: number): Piece | null {
  const length = span.toMs - span.fromMs;
  const left = Math.max(0, (fromMs - span.fromMs) / length);
  const right = Math.min(1, (toMs - span.fromMs) / length);
  return right > left ? { left, width: right - left } : null;
}

export function fractionOf(span: Span, ms: number): number {
  return (ms - span.fromMs) / (span.toMs - span.fromMs);
}

export function momentAt(span: Span, fraction: number): number {
  return span.fromMs + Math.min(1, Math.max(0, fraction)) * (span.toMs - span.fromMs);
}

const HOUR_MS = 3_600_000;

/** What the bar can show: the whole day, or a part of it around the moment. */
export const ZOOMS = { day: 24 * HOUR_MS, hours: 2 * HOUR_MS, minutes: HOUR_MS / 6 } as const;
export type Zoom = keyof typeof ZOOMS;

/**
 * The span around a moment: the site's day, or a stretch that moves on only when the moment leaves it, so that the bar stands still
 * under the pointer.
 *
 * @param dayStartMs when the site's day began
 */
export function spanAround(zoom: Zoom, atMs: number, dayStartMs: number, dayEndMs: number): Span {
  if (zoom === 'day') return { fromMs: dayStartMs, toMs: dayEndMs };
  const length = ZOOMS[zoom];
  const step = length / 2;
  const fromMs = Math.floor((atMs - step / 2) / step) * step;
  return { fromMs, toMs: fromMs + length };
}

/** Where lines with a time are drawn: at most a dozen, at round times of the site. */
export function ticksOf(span: Span, offsetMs: number): readonly number[] {
  const length = span.toMs - span.fromMs;
  const steps = [60_000, 300_000, 600_000, 900_000, 1_800_000, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS];
  const step = steps.find((each) => length / each <= 12) ?? 3 * HOUR_MS;
  const ticks: number[] = [];
  for (let at = Math.ceil((span.fromMs + offsetMs) / step) * step - offsetMs; at < span.toMs; at += step) {
    if (at > span.fromMs) ticks.push(at);
  }
  return ticks;
}
