import type { Status } from '../api/types';
import type { GlyphName } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';

export interface DeliveryLook {
  readonly state: 'unknown' | 'none' | 'ok' | 'late' | 'parked';
  readonly glyph: GlyphName;
  readonly colour: 'ok' | 'high' | 'critical' | 'muted';
  readonly word: (t: Dictionary) => string;
}

/** Events that wait this long are late: a healthy receiver takes them within a second or two. */
const LATE_MS = 15_000;

/** All destinations as one line: the worst of them speaks. */
export function deliveryOf(status: Status | null, nowMs: number): DeliveryLook {
  if (status === null) return { state: 'unknown', glyph: 'unknown', colour: 'muted', word: (t) => t.unknown };
  const { destinations } = status;
  if (destinations.length === 0) return { state: 'none', glyph: 'unknown', colour: 'muted', word: (t) => t.deliveryNone };
  const parked = destinations.reduce((sum, destination) => sum + destination.parked, 0);
  if (parked > 0) return { state: 'parked', glyph: 'failed', colour: 'critical', word: (t) => t.deliveryParked(parked) };
  const late = destinations.filter(({ oldestPending }) => oldestPending !== null && nowMs - Date.parse(oldestPending) > LATE_MS);
  const waiting = late.reduce((sum, destination) => sum + destination.pending, 0);
  if (waiting > 0) return { state: 'late', glyph: 'warning', colour: 'high', word: (t) => t.deliveryPending(waiting) };
  return { state: 'ok', glyph: 'up', colour: 'ok', word: (t) => t.deliveryOk };
}
