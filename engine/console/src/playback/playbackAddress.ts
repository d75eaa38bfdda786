import { parseSpeed } from './speeds';

/** What the playback page shows, as its address says: linkable, and there again after a reload. */
export interface PlaybackAddress {
  /** One to four cameras. */
  readonly cameras: readonly string[];
  readonly atMs: number;
  /** The event that it was opened from. */
  readonly event: string | null;
  readonly speed: number;
}

export const MOST_CAMERAS = 4;
/** An event is shown from a little before it. */
export const LEAD_MS = 5000;

/** The address's query without the question mark, as `view=playback&cameras=a,b&at=2026-11-26T10:00:00.000Z`. */
export function readPlayback(query: string): PlaybackAddress | null {
  const parameters = new URLSearchParams(query);
  const atMs = Date.parse(parameters.get('at') ?? '');
  const cameras = [...new Set((parameters.get('cameras') ?? '').split(',').filter((id) => id !== ''))].slice(0, MOST_CAMERAS);
  if (parameters.get('view') !== 'playback' || cameras.length === 0 || Number.isNaN(atMs)) return null;
  return { cameras, atMs, event: parameters.get('event'), speed: parseSpeed(parameters.get('speed')) };
}

/** As parameters to set; null removes one. */
export function playbackParameters(address: PlaybackAddress): Record<string, string | null> {
  return {
    view: 'playback',
    cameras: address.cameras.join(','),
    at: new Date(address.atMs).toISOString(),
    event: address.event,
    speed: address.speed === 1 ? null : String(address.speed),
  };
}

export const NO_PLAYBACK: Record<string, null> = { view: null, cameras: null, at: null, event: null, speed: null };
