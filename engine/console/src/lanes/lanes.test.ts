import { describe, expect, it } from 'vitest';
import type { GateCommand, GateLane, SiteEvent } from '../api/types';
import { laneParameters, readLane } from './lanesAddress';
import { afterLook, counts, isAnother, isOver, orderOf, pictureEvent, stateOf, type Press } from './laneRules';

const command = (state: GateCommand['state']): GateCommand => ({ id: 'c1', action: 'open', passageId: null, by: 'person', state, decidedAt: '', sentAt: null, endedAt: null, detail: '' });
const lane = (...commands: GateCommand[]): GateLane => ({
  name: 'north',
  direction: 'in',
  front: ['gate-in'],
  rear: [],
  position: 'closed',
  loop: 'unknown',
  trouble: null,
  held: false,
  closeWaits: false,
  openUntil: null,
  vehicle: null,
  commands,
});
const press: Press = { lane: 'north', action: 'open', atMs: 1000, command: 'c1', answered: true, refusal: null, ended: null, passageId: 'p1' };
const car = (passageId: string, plate: string | null = null) => ({ passageId, plate, seenAt: '', left: false, verdict: null });

describe('a press', () => {
  it('stateOf_whatTheEngineSays_isShownAndNothingElse', () => {
    expect(stateOf({ ...press, command: null, answered: false }, lane(), 1100)).toBe('sending');
    expect(stateOf(press, lane(), 1100)).toBe('sending');
    for (const state of ['intended', 'sent', 'confirmed', 'failed', 'no-answer'] as const) {
      expect(stateOf(press, lane(command(state)), 1100)).toBe(state);
    }
    expect(stateOf({ ...press, command: null }, lane(), 1100)).toBe('decided');
    expect(stateOf({ ...press, refusal: 'no' }, lane(), 1100)).toBe('refused');
  });

  it('stateOf_nothingIsKnownAfterThreeSeconds_isNoAnswer', () => {
    expect(stateOf(press, lane(command('sent')), 3999)).toBe('sent');
    expect(stateOf(press, lane(command('sent')), 4000)).toBe('no-answer');
    expect(stateOf({ ...press, command: null, answered: false }, null, 4000)).toBe('no-answer');
    expect(stateOf(press, lane(command('confirmed')), 9000)).toBe('confirmed');
  });

  it('isOver_untilItIsKnown_isNot', () => {
    expect(['sending', 'intended', 'sent'].map((state) => isOver(state as 'sent'))).toEqual([false, false, false]);
    expect(isOver('no-answer')).toBe(true);
  });

  it('counts_secondPressWithinTwoSeconds_doesNot', () => {
    expect(counts(null, 'north', 'open', 0)).toBe(true);
    expect(counts(press, 'north', 'open', 2999)).toBe(false);
    expect(counts(press, 'north', 'open', 3000)).toBe(true);
    expect(counts(press, 'north', 'deny', 1001)).toBe(true);
  });

  it('counts_sameAtAnotherLane_does', () => {
    expect(counts(press, 'south', 'open', 1001)).toBe(true);
  });

  it('afterLook_commandIsNotListedAnyMore_staysAsItEnded', () => {
    const confirmed = afterLook(press, lane(command('confirmed')), 1100) as Press;
    expect(stateOf(confirmed, lane(), 9000)).toBe('confirmed');
    expect(afterLook(confirmed, lane(), 9000)).toBe(confirmed);
    expect(afterLook(press, lane(command('sent')), 1100)).toBe(press);
  });

  it('afterLook_nextVehicleIsThere_goesOnceItIsOver', () => {
    const here = (passageId: string, state: GateCommand['state']): GateLane => ({ ...lane(command(state)), vehicle: car(passageId) });
    expect(afterLook(press, here('p1', 'confirmed'), 1100)?.ended).toBe('confirmed');
    expect(afterLook(press, here('p2', 'sent'), 1100)).toBe(press);
    expect(afterLook(press, here('p2', 'confirmed'), 1100)).toBeNull();
    expect(afterLook(press, { ...here('p2', 'confirmed'), vehicle: null }, 1100)?.ended).toBe('confirmed');
  });
});

describe('a lane', () => {
  it('orderOf_vehicleThatWasAskedAbout_namesItsPassage', () => {
    expect(orderOf('deny', ' no ', '', car('p1', 'A'))).toEqual({ action: 'deny', reason: 'no', passageId: 'p1' });
    expect(orderOf('typed', 'read', ' B ', car('p1', 'A'))).toEqual({ action: 'typed', reason: 'read', plate: 'B', passageId: 'p1' });
    expect(orderOf('hold', 'fire', '', car('p1', 'A'))).toEqual({ action: 'hold', reason: 'fire' });
    expect(orderOf('open', 'post', '', null)).toEqual({ action: 'open', reason: 'post' });
  });

  it('isAnother_vehicleThatCameSince_isOne', () => {
    expect(isAnother(car('p1', null), car('p2', null))).toBe(true);
    expect(isAnother(null, car('p2', null))).toBe(true);
    expect(isAnother(car('p1', null), car('p1', 'A'))).toBe(false);
    expect(isAnother(car('p1', null), null)).toBe(false);
  });

  it('pictureEvent_ofItsVehicle_isTheLatestWithPictures', () => {
    const event = (id: string, passageId: string, pictures: number) => ({ id, data: { passageId }, snapshots: Array.from({ length: pictures }) }) as unknown as SiteEvent;
    const events = [event('e3', 'p1', 0), event('e2', 'p1', 1), event('e1', 'p2', 1)];
    expect(pictureEvent(events, { ...lane(), vehicle: car('p1') })?.id).toBe('e2');
    expect(pictureEvent(events, lane())).toBeNull();
  });

  it('address_ofALane_isReadAsItWasWritten', () => {
    expect(readLane('?view=lanes&lane=north')).toBe('north');
    expect(readLane('?view=lanes')).toBe('');
    expect(readLane('?view=zones')).toBeNull();
    expect(laneParameters('')).toEqual({ view: 'lanes', lane: null });
  });
});
