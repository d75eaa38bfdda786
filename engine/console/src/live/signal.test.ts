import { expect, it } from 'vitest';
import { signalOf } from './signal';

const clock = { startedMs: 0, shownMs: 10_000, wallMs: 9_900 };

it('is live while frames are fresh', () => {
  expect(signalOf(clock, 11_900, 11_900)).toEqual({ kind: 'live' });
});

it('tells the delay after two seconds', () => {
  expect(signalOf(clock, 13_200, 13_200)).toEqual({ kind: 'delayed', seconds: 3 });
});

it('loses the signal after five seconds and says since when, in the time of the last frame', () => {
  expect(signalOf(clock, 15_100, 15_100)).toEqual({ kind: 'lost', sinceMs: 9_900 });
});

it('does not call an old picture live because it was drawn just now', () => {
  expect(signalOf({ ...clock, wallMs: 1_000 }, 10_000, 10_000)).toEqual({ kind: 'lost', sinceMs: 1_000 });
});

it('waits for the first picture for five seconds, then has no signal', () => {
  const fresh = { startedMs: 0, shownMs: null, wallMs: null };
  expect(signalOf(fresh, 4_900, 4_900)).toEqual({ kind: 'waiting' });
  expect(signalOf(fresh, 5_100, 5_100)).toEqual({ kind: 'lost', sinceMs: null });
});
