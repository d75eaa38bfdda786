import { describe, expect, it } from 'vitest';
import type { Camera, Status } from '../api/types';
import { Backoff } from '../api/backoff';
import { withCamera } from '../app/controlRoom';
import { KeyReader } from '../app/keys';
import { changes } from '../feed/deliveryRules';
import { plateLook } from '../feed/PlateChip';
import type { Alarm, EventDelivery, SiteEvent } from '../api/types';
import { worstFirst } from './cameraStates';
import { deliveryOf } from './delivery';
import { newest, nextHotspot } from './hotspot';
import { lanesBehind, passedOver } from './keepingUp';
import { classOf, densityNote } from './pixelDensity';
import { gridLayout, pageOf, parseGridChoice } from './gridLayout';

describe('grid', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 1],
    [2, 1, 2],
    [4, 2, 2],
    [6, 2, 3],
    [9, 3, 3],
    [12, 4, 4],
  ])('shows %i cameras in %i x %i', (cameras, columns, rows) => {
    expect(gridLayout('auto', cameras)).toMatchObject({ columns, rows, pages: 1 });
  });

  it('goes by pages when there are more cameras than tiles', () => {
    const layout = gridLayout(4, 9);
    expect(layout.pages).toBe(3);
    expect(pageOf([1, 2, 3, 4, 5, 6, 7, 8, 9], layout, 2)).toEqual([9]);
    expect(pageOf([1, 2, 3], layout, 7)).toEqual([]);
    expect(parseGridChoice('9')).toBe(9);
    expect(parseGridChoice('7')).toBe('auto');
  });
});

const camera = (id: string, state: Camera['state']) => ({ id, state }) as Camera;

it('lists the worst cameras first', () => {
  const list = [camera('a', 'streaming'), camera('b', 'stalled'), camera('c', 'failed'), camera('d', 'streaming')];
  expect(worstFirst(list).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
});

it('replaces a camera in place', () => {
  const list = withCamera([camera('a', 'streaming'), camera('b', 'streaming')], camera('a', 'failed'));
  expect(list.map(({ id, state }) => `${id} ${state}`)).toEqual(['a failed', 'b streaming']);
});

it('tells how much of a camera is passed over only while its analysis is behind', () => {
  const lane = (camera: string, behind: boolean) => ({ camera, analysed: 30, skipped: 70, skippedShare: 0.7, behind });
  const status: Status = { analytics: { up: true, detail: '', lanes: [lane('a', true), lane('b', false)] }, destinations: [] };
  expect(lanesBehind(status).map(({ camera: id }) => id)).toEqual(['a']);
  expect(passedOver(status, 'a')).toBe(70);
  expect(passedOver(status, 'b')).toBeNull();
  expect(passedOver(null, 'a')).toBeNull();
  expect(passedOver({ ...status, analytics: { up: true, detail: '' } }, 'a')).toBeNull();
});

describe('delivery', () => {
  const status = (change: Partial<Status['destinations'][number]>): Status => ({
    analytics: { up: true, detail: '' },
    destinations: [{ name: 'x', pending: 0, parked: 0, delivered: 0, oldestPending: null, ...change }],
  });
  it('tells refused before late before fine', () => {
    const now = Date.parse('2026-01-01T00:01:00Z');
    expect(deliveryOf(null, now).state).toBe('unknown');
    expect(deliveryOf(status({}), now).state).toBe('ok');
    expect(deliveryOf(status({ pending: 3, oldestPending: '2026-01-01T00:00:58Z' }), now).state).toBe('ok');
    expect(deliveryOf(status({ pending: 3, oldestPending: '2026-01-01T00:00:00Z' }), now).state).toBe('late');
    expect(deliveryOf(status({ parked: 1 }), now).state).toBe('parked');
  });
});

describe('keys', () => {
  it('takes G and a digit as the number of tiles, for a moment', () => {
    const keys = new KeyReader();
    expect(keys.read('g', 0)).toBeNull();
    expect(keys.read('6', 500)).toEqual({ kind: 'grid', size: 16 });
    expect(keys.read('6', 600)).toEqual({ kind: 'playback' });
    keys.read('G', 1000);
    expect(keys.read('9', 2600)).toBeNull();
  });

  it('knows the other keys', () => {
    const keys = new KeyReader();
    expect(keys.read('?', 0)).toEqual({ kind: 'help' });
    expect(keys.read('f', 0)).toEqual({ kind: 'fullScreen' });
    expect(keys.read('Escape', 0)).toEqual({ kind: 'back' });
    expect(keys.read('x', 0)).toBeNull();
  });

  it('read_keyThatIsHeldDown_countsOnceUnlessItMovesAbout', () => {
    const keys = new KeyReader();
    expect(keys.read('a', 0)).toEqual({ kind: 'acknowledge' });
    expect(keys.read('a', 500, true)).toBeNull();
    expect(keys.read('o', 500, true)).toBeNull();
    expect(keys.read(']', 500, true)).toEqual({ kind: 'page', step: 1 });
    expect(keys.read('ArrowDown', 500, true)).toEqual({ kind: 'feed' });
    keys.read('g', 1000);
    expect(keys.read('g', 1400, true)).toBeNull();
    expect(keys.read('9', 1500)).toEqual({ kind: 'grid', size: 9 });
  });
});

it('waits longer after each failed attempt, up to the cap, and never in step with other pages', () => {
  const early = new Backoff(400, 8000, () => 0);
  expect([1, 2, 3, 4, 5, 6, 7].map(() => early.next())).toEqual([200, 400, 800, 1600, 3200, 4000, 4000]);
  early.reset();
  expect(early.next()).toBe(200);
  expect(new Backoff(400, 8000, () => 1).next()).toBe(400);
});

it('colours a plate like the real one', () => {
  expect(plateLook('CN', 'standard')).toBe('blue');
  expect(plateLook('CN', 'new-energy')).toBe('green');
  expect(plateLook('DE', 'standard')).toBe('euro');
  expect(plateLook('GENERIC', 'standard')).toBe('white');
});

describe('pixels per metre', () => {
  it('has the classes of EN 62676-4', () => {
    expect([1000, 250, 249, 62.5, 30, 13, 5].map(classOf)).toEqual(['inspect', 'identify', 'recognise', 'observe', 'detect', 'monitor', 'none']);
  });

  it('says so when a tile is drawn below its camera, and nothing when it is not or nobody measured', () => {
    expect(densityNote(280, 1920, 1920, 480)).toEqual({ drawn: 70, drawnClass: 'observe', own: 280, ownClass: 'identify' });
    expect(densityNote(280, 1920, 640, 1900)).toMatchObject({ drawn: 93, drawnClass: 'observe' });
    expect(densityNote(280, 1920, 1920, 1900)).toBeNull();
    expect(densityNote(null, 1920, 1920, 100)).toBeNull();
    expect(densityNote(280, 0, 0, 480)).toBeNull();
  });
});

describe('hotspot', () => {
  const event = (id: string, time: string, type = 'org.gatehouse.passage.finalized.v1') => ({ id, time, type, camera: `camera-${id}`, data: {} }) as SiteEvent;
  const alarm = (id: string, since: string) => ({ id, since, active: true, state: 'unacknowledged', cameras: [`camera-${id}`] }) as unknown as Alarm;
  const old = event('a', '2026-01-01T00:00:00Z');

  it('follows the newest alarm or event with something to see', () => {
    expect(newest([], [event('s', '2026-01-01T00:00:09Z', 'org.gatehouse.camera.state.v1'), old])?.camera).toBe('camera-a');
    expect(newest([alarm('x', '2026-01-01T00:00:05Z'), alarm('w', '2026-01-01T00:00:02Z')], [old])?.camera).toBe('camera-x');
    expect(newest([alarm('x', '2025-01-01T00:00:05Z')], [old])?.camera).toBe('camera-a');
    expect(newest([], [])).toBeNull();
  });

  it('stays for a moment, unless an alarm comes', () => {
    const shown = newest([], [old]);
    const next = newest([], [event('b', '2026-01-01T00:00:01Z')]);
    expect(nextHotspot(shown, 0, next, 2999)?.key).toBe('a');
    expect(nextHotspot(shown, 0, next, 3000)?.key).toBe('b');
    expect(nextHotspot(shown, 0, newest([alarm('x', '2026-01-01T00:00:05Z')], []), 100)?.key).toBe('x');
    expect(nextHotspot(shown, 0, null, 9000)?.key).toBe('a');
  });
});

it('changes_deliveriesThatWaitAreRefusedOrUnknown_areAskedForAgain', () => {
  const of = (...states: EventDelivery['state'][]) => states.map((state) => ({ destination: state, state, attempts: 1, next: null, reason: null }));
  expect(changes(null)).toBe(true);
  expect(changes(of('delivered', 'pending'))).toBe(true);
  expect(changes(of('delivered', 'parked'))).toBe(true);
  expect(changes(of('delivered', 'not-owed'))).toBe(false);
});
