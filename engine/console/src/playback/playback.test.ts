import { describe, expect, it } from 'vitest';
import { follow } from './followRules';
import { pictureTimesOf, videoTrackOf } from './fragments';
import { FrameList } from './frameList';
import { MasterClock } from './masterClock';
import { playbackParameters, readPlayback } from './playbackAddress';
import { backwards, faster, keysOnly, parseSpeed } from './speeds';
import { fractionOf, momentAt, pieceOf, spanAround, ticksOf } from './timeline';

describe('master clock', () => {
  it('moves at its rate while it plays, and stands while it is paused or held', () => {
    const clock = new MasterClock(1_000_000, 0);
    expect(clock.wallAt(500)).toBe(1_000_000);
    clock.play(4, 500);
    expect(clock.wallAt(1500)).toBe(1_004_000);
    clock.hold(true, 1500);
    expect(clock.wallAt(9000)).toBe(1_004_000);
    expect(clock.playing).toBe(true);
    clock.hold(false, 9000);
    clock.play(-2, 10_000);
    expect(clock.wallAt(11_000)).toBe(1_006_000);
    clock.pause(11_000);
    expect(clock.wallAt(99_000)).toBe(1_006_000);
  });

  it('goes on from where it was put', () => {
    const clock = new MasterClock(0, 0);
    clock.play(1, 0);
    clock.jump(50_000, 100);
    expect(clock.wallAt(350)).toBe(50_250);
  });
});

describe('an element beside the master clock', () => {
  const view = { position: 100, target: 100, pace: 1, seeking: false };
  it('runs small drift off by its rate, and seeks only what is far', () => {
    expect(follow(view)).toEqual({ rate: 1, seekTo: null });
    expect(follow({ ...view, target: 100.1 }).rate).toBeCloseTo(1.1);
    expect(follow({ ...view, target: 99.9 }).rate).toBeCloseTo(0.9);
    expect(follow({ ...view, target: 100.4 }).rate).toBeCloseTo(1.2);
    expect(follow({ ...view, target: 103 }).seekTo).toBe(103);
    expect(follow({ ...view, target: 101.5, pace: 4 }).seekTo).toBeNull();
  });

  it('ends on the very picture when the clock stands', () => {
    expect(follow({ ...view, pace: 0, target: 100.01 })).toEqual({ rate: 0, seekTo: 100.01 });
    expect(follow({ ...view, pace: 0 })).toEqual({ rate: 0, seekTo: null });
  });

  it('does not seek again while a seek is under way', () => {
    expect(follow({ ...view, target: 120, seeking: true }).seekTo).toBeNull();
  });
});

describe('shuttle', () => {
  it('goes through the speeds with every press of L and J', () => {
    expect(faster(1, false)).toBe(1);
    expect([1, 2, 4, 8, 16].map((rate) => faster(rate, true))).toEqual([2, 4, 8, 16, 16]);
    expect(faster(-4, true)).toBe(1);
    expect(backwards(4, true)).toBe(-1);
    expect([-1, -2, -8, -16].map((rate) => backwards(rate, true))).toEqual([-2, -4, -16, -16]);
  });

  it('fetches key pictures only when it is fast or backwards', () => {
    expect([0.25, 1, 4].some(keysOnly)).toBe(false);
    expect([8, 16, -1, -16].every(keysOnly)).toBe(true);
  });

  it('takes only its own speeds from the address', () => {
    expect([parseSpeed('0.25'), parseSpeed('-8'), parseSpeed('3'), parseSpeed(null), parseSpeed('x')]).toEqual([0.25, -8, 1, 1, 1]);
  });
});

describe('address', () => {
  it('holds cameras, moment and event, and survives a round trip', () => {
    const address = { cameras: ['gate-in', 'gate-out'], atMs: Date.parse('2026-11-26T10:00:00.250Z'), event: 'e1', speed: 4 };
    const parameters = playbackParameters(address);
    expect(parameters['at']).toBe('2026-11-26T10:00:00.250Z');
    const query = new URLSearchParams(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null));
    expect(readPlayback(query.toString())).toEqual(address);
  });

  it('takes at most four cameras, each once, and nothing without a camera or a readable time', () => {
    expect(readPlayback('view=playback&cameras=a,b,a,c,d,e&at=2026-11-26T10:00:00Z')?.cameras).toEqual(['a', 'b', 'c', 'd']);
    expect(readPlayback('view=playback&cameras=&at=2026-11-26T10:00:00Z')).toBeNull();
    expect(readPlayback('view=playback&cameras=a&at=yesterday')).toBeNull();
    expect(readPlayback('cameras=a&at=2026-11-26T10:00:00Z')).toBeNull();
  });
});

describe('pictures at hand', () => {
  it('finds the one shown, the next and the one before, whatever the order they came in', () => {
    const frames = new FrameList();
    for (const time of [1.08, 1, 1.04, 1.04, 1.12]) frames.add(time);
    expect(frames.shownAt(1.05)).toBe(1.04);
    expect(frames.next(1.05, 1)).toBe(1.08);
    expect(frames.next(1.04, -1)).toBe(1);
    expect(frames.next(1.0, -1)).toBeNull();
    expect(frames.next(1.12, 1)).toBeNull();
    frames.dropBefore(1.04);
    expect(frames.first).toBe(1.04);
    expect(frames.last).toBe(1.12);
  });
});

describe('time line', () => {
  const hour = 3_600_000;
  const span = { fromMs: 0, toMs: 24 * hour };

  it('cuts what reaches over its ends', () => {
    expect(pieceOf(span, -hour, 6 * hour)).toEqual({ left: 0, width: 0.25 });
    expect(pieceOf(span, 30 * hour, 31 * hour)).toBeNull();
    expect(fractionOf(span, 12 * hour)).toBe(0.5);
    expect(momentAt(span, 2)).toBe(24 * hour);
  });

  it('stands still while the moment moves inside it', () => {
    const early = spanAround('minutes', 10 * hour, 0, 24 * hour);
    expect(early.toMs - early.fromMs).toBe(hour / 6);
    expect(spanAround('minutes', 10 * hour + 60_000, 0, 24 * hour)).toEqual(early);
    expect(early.fromMs <= 10 * hour && 10 * hour < early.toMs).toBe(true);
    expect(spanAround('day', 10 * hour, 0, 23 * hour)).toEqual({ fromMs: 0, toMs: 23 * hour });
  });

  it('draws at most a dozen lines, at round times of the site', () => {
    const offset = 5.5 * hour;
    const ticks = ticksOf(span, offset);
    expect(ticks.length).toBeLessThanOrEqual(12);
    expect(ticks.every((at) => (at + offset) % (2 * hour) === 0)).toBe(true);
    expect(ticksOf({ fromMs: 0, toMs: hour / 6 }, 0)[0]).toBe(60_000);
  });
});

describe('fragments', () => {
  const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const box = (type: string, ...content: number[]): number[] => [...u32(8 + content.length), ...[...type].map((c) => c.charCodeAt(0)), ...content];
  const word = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));
  const trak = (id: number, handler: string, timescale: number): number[] =>
    box(
      'trak',
      ...box('tkhd', ...u32(0), ...u32(0), ...u32(0), ...u32(id)),
      ...box('mdia', ...box('mdhd', ...u32(0), ...u32(0), ...u32(0), ...u32(timescale)), ...box('hdlr', ...u32(0), ...u32(0), ...word(handler))),
    );
  const moov = box('moov', ...trak(7, 'soun', 48_000), ...trak(3, 'vide', 90_000), ...box('mvex', ...box('trex', ...u32(0), ...u32(3), ...u32(1), ...u32(3600))));
  const track = { id: 3, timescale: 90_000, defaultDuration: 3600 };

  it('finds the pictures among the tracks', () => {
    expect(videoTrackOf(Uint8Array.from([...box('ftyp'), ...moov]))).toEqual(track);
    expect(videoTrackOf(Uint8Array.from(box('moov', ...trak(7, 'soun', 48_000))))).toBeNull();
    expect(videoTrackOf(new Uint8Array(3))).toBeNull();
  });

  it('dates every picture of a fragment, by its own duration or the default, and leaves the sound out', () => {
    const sound = box('traf', ...box('tfhd', ...u32(0), ...u32(7)), ...box('tfdt', ...u32(0), ...u32(5)), ...box('trun', ...u32(0), ...u32(2)));
    const plain = box('traf', ...box('tfhd', ...u32(0), ...u32(3)), ...box('tfdt', ...u32(0), ...u32(9000)), ...box('trun', ...u32(0x1), ...u32(3), ...u32(0)));
    expect(pictureTimesOf(Uint8Array.from(box('moof', ...sound, ...plain)), track)).toEqual([9000, 12_600, 16_200]);
    const own = [...box('tfhd', ...u32(0x8), ...u32(3), ...u32(99)), ...box('tfdt', 1, 0, 0, 0, ...u32(1), ...u32(0))];
    const run = box('trun', ...u32(0x300), ...u32(2), ...u32(1800), ...u32(500), ...u32(1800), ...u32(600));
    expect(pictureTimesOf(Uint8Array.from(box('moof', ...box('traf', ...own, ...run))), track)).toEqual([2 ** 32, 2 ** 32 + 1800]);
  });
});
