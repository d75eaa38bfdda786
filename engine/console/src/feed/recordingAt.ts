import type { Recording } from '../api/types';

const LEAD_MS = 5000;

/** Where to start so that the recording plays from a little before a moment; null when no file holds any of that time. */
export function recordingAt(items: readonly Recording[], momentMs: number): { recording: Recording; offsetSeconds: number } | null {
  const wanted = momentMs - LEAD_MS;
  const holds = (at: number) => (recording: Recording) => {
    const start = Date.parse(recording.start);
    return start <= at && at < start + recording.durationSeconds * 1000;
  };
  const recording = items.find(holds(wanted)) ?? items.find(holds(momentMs));
  if (recording === undefined) return null;
  return { recording, offsetSeconds: Math.max(0, (wanted - Date.parse(recording.start)) / 1000) };
}
