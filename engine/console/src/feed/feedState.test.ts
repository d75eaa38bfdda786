import { describe, expect, it } from 'vitest';
import type { SiteEvent } from '../api/types';
import { addEvents, EMPTY_FEED, KEPT_PER_GROUP, visibleEvents } from './feedState';

function event(sequence: number, type: SiteEvent['type'] = 'org.gatehouse.face.snapshot.v1'): SiteEvent {
  return { sequence, id: `id-${sequence}`, type, site: 's', camera: 'c', time: '2026-01-01T00:00:00Z', data: {}, snapshots: [] } as unknown as SiteEvent;
}

function passage(sequence: number, kind: 'decided' | 'finalized', passageId: string): SiteEvent {
  return { ...event(sequence, `org.gatehouse.passage.${kind}.v1`), data: { passageId } } as unknown as SiteEvent;
}

const sequences = (events: readonly SiteEvent[]): number[] => events.map((each) => each.sequence);

describe('feed', () => {
  it('keeps the newest on top, whatever the order of arrival', () => {
    const state = addEvents(addEvents(EMPTY_FEED, [event(2), event(5)]), [event(4)]);
    expect(sequences(state.events)).toEqual([5, 4, 2]);
    expect(state.lastSequence).toBe(5);
  });

  it('counts the same event once', () => {
    const state = addEvents(EMPTY_FEED, [event(1), event(1)]);
    expect(sequences(state.events)).toEqual([1]);
    expect(addEvents(state, [event(1)])).toBe(state);
  });

  it('holds at most 200 of a group, and a flood of one group does not push out another', () => {
    const plates = addEvents(EMPTY_FEED, [event(1, 'org.gatehouse.passage.finalized.v1')]);
    const flood = addEvents(plates, Array.from({ length: 500 }, (_, i) => event(i + 2)));
    expect(flood.events).toHaveLength(KEPT_PER_GROUP + 1);
    expect(visibleEvents(flood, 'plates')).toHaveLength(1);
    expect(visibleEvents(flood, 'all')).toHaveLength(KEPT_PER_GROUP);
    expect(flood.lastSequence).toBe(501);
  });

  it('shows a passage as one row, with what is known last, where it first was', () => {
    const decided = addEvents(EMPTY_FEED, [passage(1, 'decided', 'p'), passage(2, 'decided', 'q')]);
    expect(sequences(visibleEvents(decided, 'plates'))).toEqual([2, 1]);
    const final = addEvents(decided, [passage(3, 'finalized', 'p')]);
    expect(sequences(visibleEvents(final, 'plates'))).toEqual([2, 3]);
    expect(sequences(visibleEvents(addEvents(final, [event(4)]), 'all'))).toEqual([4, 2, 3]);
  });
});
