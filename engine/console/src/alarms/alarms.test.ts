import { describe, expect, it, vi } from 'vitest';
import source from '../../../contract/src/main/java/org/gatehouse/contract/alarm/Alarm.java?raw';
import type { Alarm, Role, Session } from '../api/types';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';
import { Acknowledging } from './acknowledging';
import { readAlarms } from './alarmsAddress';
import { procedureOf } from './alarmLooks';
import { rightsOf } from './alarmRights';
import { assigneeOf, floodOf, grouped, inPlace, mostUrgent, viewOf, withAlarms } from './alarmRules';

const NOW = Date.parse('2026-03-01T12:00:00Z');

function alarm(number: number, part: Partial<Alarm> = {}): Alarm {
  return {
    number,
    id: `camera-down/c${number}`,
    kind: 'CAMERA_DOWN',
    source: 'camera',
    severity: 'WARNING',
    cause: 'camera-down',
    cameras: [`c${number}`],
    since: new Date(NOW).toISOString(),
    clearedAt: null,
    text: '',
    state: 'unacknowledged',
    active: true,
    times: 1,
    acknowledged: null,
    withheld: null,
    assignee: null,
    notes: [],
    ...part,
  };
}

describe('alarms', () => {
  it('takes in what changed, and lets go of what needs nobody any more', () => {
    const changed = withAlarms([alarm(1), alarm(2)], [alarm(3), alarm(1, { state: 'acknowledged' }), alarm(2, { state: 'normal' })]);
    expect(changed.map(({ number, state }) => [number, state])).toEqual([
      [1, 'acknowledged'],
      [3, 'unacknowledged'],
    ]);
  });

  it('groups by cause and lets no group hide one that is more urgent', () => {
    const groups = grouped([
      ...[1, 2, 3].map((n) => alarm(n, { cause: 'switch SW-3' })),
      alarm(4, { cause: 'volume /a', severity: 'NOTICE' }),
      alarm(5, { cause: 'switch SW-4', severity: 'CRITICAL', state: 'acknowledged' }),
      alarm(6, { cause: 'switch SW-3', severity: 'CRITICAL' }),
    ]);
    expect(groups.map(({ cause, alarms }) => [cause, alarms.length])).toEqual([
      ['switch SW-3', 4],
      ['volume /a', 1],
      ['switch SW-4', 1],
    ]);
    expect(groups[0]?.alarms[0]?.number).toBe(6);
  });

  it('inPlace_alarmsThatChanged_stayWhereTheyStoodAndNewOnesComeLast', () => {
    const cause = 'switch SW-3';
    const before = grouped([alarm(1, { severity: 'CRITICAL', cause: 'a' }), alarm(2, { cause }), alarm(3, { cause }), alarm(4, { severity: 'NOTICE', cause: 'c' })]);
    expect(before.map(({ alarms }) => alarms.map(({ number }) => number))).toEqual([[1], [3, 2], [4]]);
    const after = grouped([
      alarm(1, { severity: 'CRITICAL', cause: 'a', state: 'acknowledged' }),
      alarm(2, { cause }),
      alarm(3, { cause, state: 'acknowledged' }),
      alarm(5, { cause }),
      alarm(6, { severity: 'CRITICAL', cause: 'new' }),
    ]);
    expect(inPlace(after, before).map(({ alarms }) => alarms.map(({ number }) => number))).toEqual([[1], [3, 2, 5], [6]]);
  });

  it('leads to the most urgent one that nobody saw', () => {
    const alarms = [alarm(1, { severity: 'CRITICAL', state: 'acknowledged' }), alarm(2, { severity: 'NOTICE' }), alarm(3, { severity: 'CRITICAL', state: 'returned' })];
    expect(mostUrgent(alarms)?.number).toBe(2);
    expect(mostUrgent(alarms.slice(0, 1))).toBeNull();
  });

  it('calls it a flood when more began than one person can see to', () => {
    const many = Array.from({ length: 11 }, (_, i) => alarm(i + 1));
    expect(floodOf(many, NOW)).toBe(11);
    expect(floodOf(many.slice(1), NOW)).toBe(0);
    expect(floodOf(many, NOW + 600_000)).toBe(0);
    expect(viewOf(alarm(1, { state: 'suppressed' }))).toBe('away');
  });

  it('take_alarmThatIsUnderWay_isSkippedUntilItShows', () => {
    vi.useFakeTimers();
    const acknowledging = new Acknowledging();
    expect(acknowledging.take([1, 2])).toEqual([1, 2]);
    expect(acknowledging.take([2, 3])).toEqual([3]);
    acknowledging.release([3], false);
    expect(acknowledging.take([3])).toEqual([3]);
    acknowledging.release([1, 2], true);
    expect(acknowledging.take([1])).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(acknowledging.take([1])).toEqual([1]);
    vi.useRealTimers();
  });

  it('rightsOf_roleAndLink_bothAreNeeded', () => {
    const as = (role: Role): Session => ({ user: 'a', kind: 'user', role, rights: [], site: 's', purpose: null });
    expect(rightsOf(as('viewer'), true)).toEqual({ act: false, takeOut: false, lacks: 'guard' });
    expect(rightsOf(as('guard'), true)).toEqual({ act: true, takeOut: false, lacks: 'supervisor' });
    expect(rightsOf(as('supervisor'), true)).toEqual({ act: true, takeOut: true, lacks: null });
    expect(rightsOf(as('admin'), false)).toEqual({ act: false, takeOut: false, lacks: null });
    expect(rightsOf(null, true).act).toBe(false);
  });

  it('assigneeOf_textThatChangesNothing_isNotSent', () => {
    expect(assigneeOf(' bob ', alarm(1))).toBe('bob');
    expect(assigneeOf('', alarm(1))).toBeUndefined();
    expect(assigneeOf('bob', alarm(1, { assignee: 'bob' }))).toBeUndefined();
    expect(assigneeOf('', alarm(1, { assignee: 'bob' }))).toBeNull();
  });

  it('reads its address', () => {
    expect(readAlarms('?view=alarms&alarm=12')).toBe(12);
    expect(readAlarms('?view=alarms')).toBe(0);
    expect(readAlarms('?view=zones&alarm=12')).toBeNull();
  });

  it.each([en, zh])('has a word and a procedure for every kind there is ($languageName)', (dictionary) => {
    const kinds = [...source.matchAll(/^ {4}([A-Z_]+)\(Source\.[A-Z]+\)/gm)].map(([, kind]) => kind as string);
    expect(kinds.length).toBeGreaterThan(20);
    expect(Object.keys(dictionary.alarmKinds).toSorted()).toEqual(kinds.toSorted());
    for (const kind of kinds) expect(procedureOf(dictionary, kind).length).toBeGreaterThan(0);
    expect(procedureOf(dictionary, 'OF_TOMORROW')).toEqual([dictionary.alarmNoProcedure]);
  });
});
