/** For a time that is missing or cannot be read. */
const UNKNOWN = '–';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = build(zone) ?? build('UTC')!;
    formatters.set(zone, formatter);
  }
  return formatter;
}

function build(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return null;
  }
}

function parts(ms: number, zone: string): Record<string, string> {
  return Object.fromEntries(formatterFor(zone).formatToParts(ms).map((part) => [part.type, part.value]));
}

/** `YYYY-MM-DD` in a time zone. */
export function formatDate(ms: number, zone: string): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  const p = parts(ms, zone);
  return `${p['year']}-${p['month']}-${p['day']}`;
}

/** `HH:mm:ss` in a time zone. */
export function formatTime(ms: number, zone: string): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  const p = parts(ms, zone);
  return `${p['hour']}:${p['minute']}:${p['second']}`;
}

/** `YYYY-MM-DD HH:mm:ss` in a time zone. */
export function formatDateTime(ms: number, zone: string): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  return `${formatDate(ms, zone)} ${formatTime(ms, zone)}`;
}

/** The same with milliseconds, for details. */
export function formatPrecise(ms: number, zone: string): string {
  if (!Number.isFinite(ms)) return UNKNOWN;
  return `${formatDateTime(ms, zone)}.${String(Math.floor(((ms % 1000) + 1000) % 1000)).padStart(3, '0')}`;
}

/** Time alone when it is the same day as now, else date and time. */
export function formatNear(ms: number, nowMs: number, zone: string): string {
  return formatDate(ms, zone) === formatDate(nowMs, zone) ? formatTime(ms, zone) : formatDateTime(ms, zone);
}

/** `UTC+08:00` for a zone at a moment. */
export function formatOffset(ms: number, zone: string): string {
  const minutes = Math.round(offsetMs(ms, zone) / 60_000);
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}

/** How far a zone is ahead of UTC at a moment. */
export function offsetMs(ms: number, zone: string): number {
  const p = parts(ms, zone);
  const asUtc = Date.UTC(+p['year']!, +p['month']! - 1, +p['day']!, +p['hour']!, +p['minute']!, +p['second']!);
  return asUtc - Math.floor(ms / 1000) * 1000;
}

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;

/** The moment that a person wrote as `YYYY-MM-DD HH:mm:ss` of a zone; null when it is no time. */
export function parseDateTime(text: string, zone: string): number | null {
  const [, year, month, day, hour, minute, second = '0', part = '0'] = WRITTEN.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const asUtc = Date.UTC(+year, +month! - 1, +day!, +hour!, +minute!, +second, +part.padEnd(3, '0'));
  // Twice, because the offset at the first guess may be the other side of a change of the clocks.
  const guess = asUtc - offsetMs(asUtc, zone);
  const moment = asUtc - offsetMs(guess, zone);
  return formatDate(moment, zone) === `${year}-${month}-${day}` || offsetMs(guess, zone) !== offsetMs(moment, zone) ? moment : null;
}

/** When the day of a moment begins and ends in a zone; 23 or 25 hours long when the clocks change. */
export function dayOf(ms: number, zone: string): { readonly startMs: number; readonly endMs: number } {
  const startMs = parseDateTime(`${formatDate(ms, zone)} 00:00:00`, zone) ?? ms;
  const noon = startMs + 36 * 3_600_000;
  return { startMs, endMs: parseDateTime(`${formatDate(noon, zone)} 00:00:00`, zone) ?? startMs + 24 * 3_600_000 };
}
