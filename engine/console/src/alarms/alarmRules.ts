import type { Alarm, AlarmState, Severity } from '../api/types';

/** The most urgent first. */
export const SEVERITIES: readonly Severity[] = ['CRITICAL', 'WARNING', 'NOTICE'];

/** They do not call anybody, but must not be forgotten. */
const AWAY: readonly AlarmState[] = ['shelved', 'suppressed', 'out-of-service'];

/** Alarms that probably have one cause; the most urgent first. */
export interface AlarmGroup {
  readonly cause: string;
  readonly alarms: readonly Alarm[];
}

/** What the list shows. */
export type AlarmView = 'front' | 'away';

export function isAway(alarm: Alarm): boolean {
  return AWAY.includes(alarm.state);
}

export function viewOf(alarm: Alarm): AlarmView {
  return isAway(alarm) ? 'away' : 'front';
}

/** It lasts, and nobody said that they saw it. */
export function calls(alarm: Alarm): boolean {
  return alarm.state === 'unacknowledged';
}

/** Somebody can say that they saw it. */
export function canBeAcknowledged(alarm: Alarm): boolean {
  return calls(alarm) || alarm.state === 'returned';
}

/** Takes in what changed, oldest first; what needs nobody any more is gone. */
export function withAlarms(alarms: readonly Alarm[], changed: readonly Alarm[]): readonly Alarm[] {
  if (changed.length === 0) return alarms;
  const byNumber = new Map(alarms.map((alarm) => [alarm.number, alarm]));
  for (const alarm of changed) {
    if (alarm.state === 'normal') byNumber.delete(alarm.number);
    else byNumber.set(alarm.number, alarm);
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** Whom a line of text assigns an alarm to, null for nobody any more; undefined where nothing would change. */
export function assigneeOf(text: string, { assignee }: Alarm): string | null | undefined {
  const to = text.trim() === '' ? null : text.trim();
  return to === assignee ? undefined : to;
}

/** Smaller is more urgent: whoever calls before whoever was seen, then the priority. */
function rank(alarm: Alarm): number {
  const urgency = SEVERITIES.indexOf(alarm.severity);
  return calls(alarm) ? urgency : urgency + SEVERITIES.length;
}

function byUrgency(a: Alarm, b: Alarm): number {
  return rank(a) - rank(b) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.number - a.number;
}

/** Grouped by cause. A group stands where its most urgent alarm would stand alone, so that none hides one that matters more. */
export function grouped(alarms: readonly Alarm[]): readonly AlarmGroup[] {
  const groups = new Map<string, Alarm[]>();
  for (const alarm of alarms.toSorted(byUrgency)) {
    const group = groups.get(alarm.cause);
    if (group === undefined) groups.set(alarm.cause, [alarm]);
    else group.push(alarm);
  }
  return [...groups].map(([cause, members]) => ({ cause, alarms: members }));
}

/** The same groups where they stood before, each with its alarms where those stood; what is new comes last. */
export function inPlace(groups: readonly AlarmGroup[], before: readonly AlarmGroup[]): readonly AlarmGroup[] {
  const rows = new Map(before.flatMap(({ alarms }) => alarms).map(({ number }, at) => [number, at]));
  const places = new Map(before.map(({ cause }, at) => [cause, at]));
  const stay = groups.map(({ cause, alarms }) => ({ cause, alarms: alarms.toSorted(by(rows, ({ number }) => number)) }));
  return stay.toSorted(by(places, ({ cause }) => cause));
}

function by<T, K>(places: ReadonlyMap<K, number>, key: (each: T) => K): (a: T, b: T) => number {
  const placeOf = (each: T): number => places.get(key(each)) ?? places.size;
  return (a, b) => placeOf(a) - placeOf(b);
}

/** What the operator should look at first; null when nothing waits for an acknowledgement. */
export function mostUrgent(alarms: readonly Alarm[]): Alarm | null {
  return alarms.filter(canBeAcknowledged).toSorted(byUrgency)[0] ?? null;
}

export function countBy<K extends string>(alarms: readonly Alarm[], key: (alarm: Alarm) => K): Readonly<Partial<Record<K, number>>> {
  const counts: Partial<Record<K, number>> = {};
  for (const alarm of alarms) counts[key(alarm)] = (counts[key(alarm)] ?? 0) + 1;
  return counts;
}

const FLOOD_MS = 600_000;
/** More in ten minutes than one operator can see to (ISA-18.2-2016, table 5). */
const FLOOD_FROM = 10;

/** How many began in the last ten minutes, when those are a flood; 0 otherwise. */
export function floodOf(alarms: readonly Alarm[], nowMs: number): number {
  const fresh = alarms.filter((alarm) => !isAway(alarm) && nowMs - Date.parse(alarm.since) < FLOOD_MS).length;
  return fresh > FLOOD_FROM ? fresh : 0;
}
