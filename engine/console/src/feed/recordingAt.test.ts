import { expect, it } from 'vitest';
import type { Recording } from '../api/types';
import { recordingAt } from './recordingAt';

const recording = (start: string): Recording => ({ camera: 'c', file: start, start, durationSeconds: 60, bytes: 1, url: 'u' });
const items = [recording('2026-01-01T00:01:00Z'), recording('2026-01-01T00:00:00Z')];

it('starts five seconds before the moment, in the file that holds that time', () => {
  const found = recordingAt(items, Date.parse('2026-01-01T00:01:02Z'));
  expect(found?.recording.start).toBe('2026-01-01T00:00:00Z');
  expect(found?.offsetSeconds).toBe(57);
});

it('starts with the file when the recording began less than five seconds before', () => {
  expect(recordingAt(items, Date.parse('2026-01-01T00:00:03Z'))?.offsetSeconds).toBe(0);
});

it('finds nothing where nothing was recorded', () => {
  expect(recordingAt(items, Date.parse('2026-01-01T00:09:00Z'))).toBeNull();
});
