import type { Dictionary } from '../i18n/en';

const CAUSES: Readonly<Record<string, (t: Dictionary) => string>> = {
  unknown: (t) => t.causeUnknown,
  camera_off: (t) => t.causeCameraOff,
  stalled: (t) => t.causeStalled,
  stream: (t) => t.causeStream,
  behind: (t) => t.causeBehind,
  disk_full: (t) => t.causeDiskFull,
  disk_failed: (t) => t.causeDiskFailed,
  shed: (t) => t.causeShed,
  restart: (t) => t.causeRestart,
  clock_step: (t) => t.causeClockStep,
  not_wanted: (t) => t.causeNotWanted,
  deleted: (t) => t.causeDeleted,
};

/** Why video is missing, in the page's language; the engine's own words for a cause that this page does not know. */
export function causeText(t: Dictionary, cause: string, text: string): string {
  return CAUSES[cause]?.(t) ?? (text === '' ? t.causeUnknown : text);
}
