import { expect, it } from 'vitest';
import { opened, type Entry } from './pageView';

it('opened_fromPageToPage_countsTheStepsBackToTheWall', () => {
  const alarms = opened({}, null);
  const lanes = opened(alarms, 'alarms');
  expect([alarms.depth, lanes.depth]).toEqual([1, 2]);
});

it('opened_fromAPageThatWasOpenedByItsAddress_knowsOfNoWall', () => {
  const none: Entry = {};
  const lanes = opened(none, 'alarms');
  expect(lanes).toEqual({ opened: true });
  expect(opened(lanes, 'lanes').depth).toBeUndefined();
  expect(opened(lanes, null).depth).toBe(1);
});
