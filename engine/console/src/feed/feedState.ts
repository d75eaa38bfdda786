import type { SiteEvent } from '../api/types';

/** What the feed can be narrowed to. */
export type EventGroup = 'plates' | 'faces' | 'system';

/** Rows kept of each group, which is also the most that the page ever holds of it. */
export const KEPT_PER_GROUP = 200;

export interface FeedState {
  /** Newest first, no two with the same sequence. */
  readonly events: readonly SiteEvent[];
  /** The highest sequence ever seen; where to go on after a lost link. */
  readonly lastSequence: number;
}

export const EMPTY_FEED: FeedState = { events: [], lastSequence: 0 };

export function groupOf(event: SiteEvent): EventGroup {
  switch (event.type) {
    case 'org.gatehouse.passage.finalized.v1':
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
  const counts: Record<EventGroup, number> = { plates: 0, faces: 0, system: 0 };
  return events.filter((event) => ++counts[groupOf(event)] <= KEPT_PER_GROUP);
}

/** The rows to show, newest first, at most {@link KEPT_PER_GROUP}. */
export function visibleEvents(state: FeedState, group: EventGroup | 'all'): readonly SiteEvent[] {
  const chosen = group === 'all' ? state.events : state.events.filter((event) => groupOf(event) === group);
  return chosen.slice(0, KEPT_PER_GROUP);
}
