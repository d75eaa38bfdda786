import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PtzMove } from '../api/types';
import { acceptedCodecs, codecName, codecOf } from './codecs';
import { directionOfKey, motionOf, PtzDriver } from './ptzMotion';
import { timeOf } from './stillPlayer';

describe('codecs', () => {
  it('asks for H.265 only where the browser says that it plays it', () => {
    expect(acceptedCodecs((mime) => mime.includes('avc1'))).toBe('avc1');
    expect(acceptedCodecs(() => true)).toBe('avc1,hvc1');
  });

  it('names them for people', () => {
    expect(codecName(codecOf('video/mp4; codecs="hvc1.1.6.L93.B0, mp4a.40.2"'))).toBe('H.265');
    expect(codecName('avc1.64001f')).toBe('H.264');
    expect(codecName('vp09')).toBe('vp09');
  });
});

it('dates a single picture by its own header', () => {
  const headers = (entries: Record<string, string>) => ({ get: (name: string): string | null => entries[name] ?? null });
  expect(timeOf(headers({ 'x-frame-time': '2026-11-26T10:00:00.250Z', 'last-modified': 'Thu, 26 Nov 2026 10:00:00 GMT' }))).toBe(Date.parse('2026-11-26T10:00:00.250Z'));
  expect(timeOf(headers({ 'last-modified': 'Thu, 26 Nov 2026 10:00:00 GMT' }))).toBe(Date.parse('2026-11-26T10:00:00Z'));
  expect(timeOf(headers({}))).toBeNull();
});

describe('pan, tilt, zoom', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('adds what is pressed at once, and opposites are nothing', () => {
    expect(motionOf(new Set(['left', 'up']), 0.5)).toEqual({ pan: -0.5, tilt: 0.5, zoom: 0 });
    expect(motionOf(new Set(['left', 'right']), 1)).toBeNull();
    expect(directionOfKey('+')).toBe('in');
    expect(directionOfKey('x')).toBeNull();
  });

  it('repeats the motion while a key is down, and stops once', () => {
    const said: (PtzMove | 'stop')[] = [];
    const driver = new PtzDriver({ move: (move) => said.push(move), stop: () => said.push('stop') });
    driver.press('left');
    driver.press('left');
    vi.advanceTimersByTime(900);
    expect(said).toHaveLength(3);
    driver.press('in');
    expect(said.at(-1)).toEqual({ pan: -0.5, tilt: 0, zoom: 0.5 });
    driver.release('left');
    driver.releaseAll();
    expect(said.at(-1)).toBe('stop');
    vi.advanceTimersByTime(5000);
    expect(said.filter((each) => each === 'stop')).toHaveLength(1);
  });
});
