import { subjectOf, type SiteEvent } from '../api/types';

/** What the feed can be narrowed to. */
export type EventGroup = 'plates' | 'faces' | 'system';

/** Rows kept of each group; a passage is one row, whatever is told of it. */
export const KEPT_PER_GROUP = 200;

export interface FeedState {
  /** Newest first, no two with the same sequence. */
  readonly events: readonly SiteEvent[];
  /** The highest sequence ever seen; there may be a gap before it. */
  readonly lastSequence: number;
}

export const EMPTY_FEED: FeedState = { events: [], lastSequence: 0 };

export function groupOf(event: SiteEvent): EventGroup {
  switch (event.type) {
    case 'org.gatehouse.passage.decided.v1':
    case 'org.gatehouse.passage.finalized.v1':
    case 'org.gatehouse.passage.noread.v1':
      return 'plates';
    case 'org.gatehouse.face.snapshot.v1':
      return 'faces';
    default:
      return 'system';
  }
}

/** Adds events in any order; the same one twice counts once. Returns the same state when there is nothing new. */
export function addEvents(state: FeedState, added: readonly SiteEvent[]): FeedState {
  const known = new Set(state.events.map((event) => event.sequence));
  const fresh = added.filter((event) => !known.has(event.sequence) && known.add(event.sequence));
  if (fresh.length === 0) return state;
  const all = [...fresh, ...state.events].sort((a, b) => b.sequence - a.sequence);
  return {
    events: capped(all),
    lastSequence: Math.max(state.lastSequence, all[0]?.sequence ?? 0),
  };
}

function capped(events: readonly SiteEvent[]): SiteEvent[] {
  const kept: Record<EventGroup, Set<string>> = { plates: new Set(), faces: new Set(), system: new Set() };
  return events.filter((event) => {
    const rows = kept[groupOf(event)];
    return rows.has(subjectOf(event)) || (rows.size < KEPT_PER_GROUP && rows.add(subjectOf(event)));
  });
}

/** The latest that is known of each subject, newest first; what is told later does not move its row. */
function rowsOf(events: readonly SiteEvent[]): SiteEvent[] {
  const rows = new Map<string, SiteEvent>();
  for (const event of events.toReversed()) rows.set(subjectOf(event), event);
  return [...rows.values()].toReversed();
}

/** The rows to show, newest first, at most {@link KEPT_PER_GROUP}. */
export function visibleEvents(state: FeedState, group: EventGroup | 'all'): readonly SiteEvent[] {
  const chosen = group === 'all' ? state.events : state.events.filter((event) => groupOf(event) === group);
  return rowsOf(chosen).slice(0, KEPT_PER_GROUP);
}
