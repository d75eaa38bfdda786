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
  const p = parts(ms, zone);
  const asUtc = Date.UTC(+p['year']!, +p['month']! - 1, +p['day']!, +p['hour']!, +p['minute']!, +p['second']!);
  const minutes = Math.round((asUtc - Math.floor(ms / 1000) * 1000) / 60_000);
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}
