import { isAway } from '../alarms/alarmRules';
import { isPassage, subjectOf, type Alarm, type SiteEvent } from '../api/types';

/** What the hotspot tile follows: the newest alarm or event that has a camera with a picture to see. */
export interface Hotspot {
  readonly camera: string;
  readonly atMs: number;
  /** The alarm or event, so that the same is not taken for a new one. */
  readonly key: string;
  readonly alarm: Alarm | null;
  readonly event: SiteEvent | null;
}

/** A picture that changes faster than this cannot be looked at. */
export const DWELL_MS = 3000;

/** Camera states come as alarms when they need somebody; as events there is nothing to see in them. */
function hasPicture(event: SiteEvent): boolean {
  return isPassage(event) || event.type === 'org.gatehouse.passage.noread.v1' || event.type === 'org.gatehouse.face.snapshot.v1';
}

/** The newest of both; null when there is none. */
export function newest(alarms: readonly Alarm[], events: readonly SiteEvent[]): Hotspot | null {
  const event = events.find(hasPicture);
  const ofEvent: Hotspot | null = event === undefined ? null : { camera: event.camera, atMs: Date.parse(event.time), key: subjectOf(event), alarm: null, event };
  const alarm = alarms.filter((each) => each.active && !isAway(each)).toSorted((a, b) => Date.parse(b.since) - Date.parse(a.since)).find(({ cameras }) => cameras.length > 0);
  const ofAlarm: Hotspot | null =
    alarm === undefined ? null : { camera: alarm.cameras[0] as string, atMs: Date.parse(alarm.since), key: alarm.id, alarm, event: null };
  if (ofEvent === null || ofAlarm === null) return ofEvent ?? ofAlarm;
  return ofAlarm.atMs >= ofEvent.atMs ? ofAlarm : ofEvent;
}

/** What to show now: the newest, but not before the last one was there for a while; an alarm does not wait for an event. */
export function nextHotspot(shown: Hotspot | null, sinceMs: number, wanted: Hotspot | null, nowMs: number): Hotspot | null {
  if (wanted === null || shown === null || shown.key === wanted.key) return wanted ?? shown;
  const urgent = wanted.alarm !== null && shown.alarm === null;
  return urgent || nowMs - sinceMs >= DWELL_MS ? wanted : shown;
}
