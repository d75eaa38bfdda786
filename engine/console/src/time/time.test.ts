import { describe, expect, it } from 'vitest';
import { dayOf, formatDateTime, formatNear, formatOffset, formatPrecise, formatTime, parseDateTime } from './format';
import { ServerClock } from './serverClock';

const moment = Date.parse('2026-03-09T23:04:05.067Z');

describe('time formats', () => {
  it('writes date and time of the site', () => {
    expect(formatDateTime(moment, 'Asia/Shanghai')).toBe('2026-03-10 07:04:05');
    expect(formatTime(moment, 'UTC')).toBe('23:04:05');
    expect(formatPrecise(moment, 'UTC')).toBe('2026-03-09 23:04:05.067');
  });

  it('writes midnight as 00', () => {
    expect(formatTime(Date.parse('2026-03-09T00:00:00Z'), 'UTC')).toBe('00:00:00');
  });

  it('leaves the date away on the same day of the site', () => {
    expect(formatNear(moment, moment + 60_000, 'UTC')).toBe('23:04:05');
    expect(formatNear(moment, moment + 3_600_000, 'UTC')).toBe('2026-03-09 23:04:05');
  });

  it('tells the offset of the zone', () => {
    expect(formatOffset(moment, 'Asia/Shanghai')).toBe('UTC+08:00');
    expect(formatOffset(moment, 'America/St_Johns')).toBe('UTC−02:30');
  });

  it('writes a dash for a time that is missing', () => {
    expect(formatTime(Number.NaN, 'UTC')).toBe('–');
    expect(formatNear(Number.NaN, moment, 'UTC')).toBe('–');
  });

  it('falls back to UTC for a zone that the browser does not know', () => {
    expect(formatTime(moment, 'Nowhere/Land')).toBe('23:04:05');
  });
});

describe('times that a person writes', () => {
  it('are of the site', () => {
    expect(parseDateTime('2026-03-10 07:04:05', 'Asia/Shanghai')).toBe(Date.parse('2026-03-09T23:04:05Z'));
    expect(parseDateTime(' 2026-03-10 07:04 ', 'UTC')).toBe(Date.parse('2026-03-10T07:04:00Z'));
    expect(parseDateTime('2026-03-10 07:04:05.25', 'UTC')).toBe(Date.parse('2026-03-10T07:04:05.250Z'));
    expect(parseDateTime('2026-02-31 07:04:05', 'UTC')).toBeNull();
    expect(parseDateTime('yesterday', 'UTC')).toBeNull();
  });

  it('have a day of 23 or 25 hours when the clocks change', () => {
    const hours = (at: string): number => {
      const { startMs, endMs } = dayOf(Date.parse(at), 'Europe/Berlin');
      return (endMs - startMs) / 3_600_000;
    };
    expect([hours('2026-03-29T10:00:00Z'), hours('2026-10-25T10:00:00Z'), hours('2026-06-01T10:00:00Z')]).toEqual([23, 25, 24]);
  });
});

it('takes the fastest of the last messages as the best estimate of the server clock', () => {
  let now = 1_000_000;
  const clock = new ServerClock(() => now);
  expect(clock.offsetMs).toBe(0);
  clock.observe(new Date(now + 3000 - 40).toISOString());
  now += 5000;
  clock.observe(new Date(now + 3000 - 4).toISOString());
  expect(clock.offsetMs).toBe(2996);
  expect(clock.nowMs()).toBe(now + 2996);
});
