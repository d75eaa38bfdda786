import { expect, it } from 'vitest';
import { decodeTimeOf, timescaleOf } from './boxes';
import { parseFrame } from './frame';
import { FrameTimes } from './frameTimes';

function box(type: string, ...content: number[]): number[] {
  const size = 8 + content.length;
  return [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255, ...[...type].map((c) => c.charCodeAt(0)), ...content];
}

it('reads the header of a live message', () => {
  const bytes = new Uint8Array(19);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, 1_790_000_000_123_456n);
  view.setUint32(8, 77);
  view.setUint8(12, 1 | 4);
  bytes.set([7, 8, 9], 16);
  const frame = parseFrame(bytes.buffer);
  expect(frame).toMatchObject({ wallMs: 1_790_000_000_123.456, sequence: 77, key: true, initialisation: false, discontinuity: true });
  expect([...frame!.payload]).toEqual([7, 8, 9]);
});

it('refuses a message without a whole header', () => {
  expect(parseFrame(new ArrayBuffer(15))).toBeNull();
});

it('finds the time scale and the decode time, in both box versions', () => {
  const mdhd0 = box('mdhd', 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0x5f, 0x90);
  expect(timescaleOf(Uint8Array.from([...box('ftyp'), ...box('moov', ...box('trak', ...box('mdia', ...mdhd0)))]))).toBe(90_000);
  const tfdt1 = box('tfdt', 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 5);
  expect(decodeTimeOf(Uint8Array.from(box('moof', ...box('mfhd', 0), ...box('traf', ...tfdt1))))).toBe(2 ** 32 + 5);
  const tfdt0 = box('tfdt', 0, 0, 0, 0, 0, 0, 0, 9);
  expect(decodeTimeOf(Uint8Array.from(box('moof', ...box('traf', ...tfdt0))))).toBe(9);
});

it('says that a broken fragment has no time', () => {
  expect(decodeTimeOf(Uint8Array.from([0, 0, 0, 99, 109, 111, 111, 102]))).toBeNull();
  expect(timescaleOf(new Uint8Array(3))).toBeNull();
});

it('dates a shown frame by the last one that is not newer', () => {
  const times = new FrameTimes();
  times.add(1, 1000);
  times.add(1.04, 1040);
  expect(times.wallAt(0.5)).toBeNull();
  expect(times.wallAt(1.02)).toBe(1000);
  expect(times.wallAt(9)).toBe(1040);
  expect(times.momentAt(1.02)).toBeCloseTo(1020);
  expect(times.momentAt(0.5)).toBeNull();
  expect(times.momentAt(9)).toBeNull();
});
