import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alarm, Camera, FeedMessage, SiteEvent } from '../api/types';
import { ControlRoom } from './controlRoom';

class FakeWebSocket {
  static made: FakeWebSocket[] = [];
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) {
    FakeWebSocket.made.push(this);
  }
  close(): void {}
}

/** Answers by path; a status instead of a body refuses, and a function answers when it is told to. */
type Answer = object | number | (() => Promise<object | number>);

let answers: Record<string, Answer>;
let asked: string[];
let room: ControlRoom;

const TIME = '2026-03-01T12:00:00Z';
const event = (sequence: number): SiteEvent => ({ sequence, id: `e${sequence}`, site: 's', camera: 'c', time: TIME, snapshots: [], type: 'org.gatehouse.camera.state.v1', data: { state: 'up', reason: '' } });
const alarm = (number: number, part: Partial<Alarm> = {}): Alarm => ({ number, state: 'unacknowledged', severity: 'WARNING', kind: 'CAMERA_DOWN', ...part }) as Alarm;
const camera = (id: string, state: Camera['state']): Camera => ({ id, state }) as Camera;

const say = (message: FeedMessage): void => FakeWebSocket.made.at(-1)?.onmessage?.({ data: JSON.stringify(message) });
const hello = (): void => say({ kind: 'hello', sequence: 0, serverTime: TIME });
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const sequences = (): number[] => room.read().feed.events.map(({ sequence }) => sequence);
const askedFor = (path: string): string[] => asked.filter((each) => each.startsWith(path));

/** An answer that waits until it is given. */
function held(): { readonly answer: Answer; give: (body: object) => void } {
  let give: (body: object) => void = () => undefined;
  const body = new Promise<object>((resolve) => (give = resolve));
  return { answer: () => body, give };
}

beforeEach(async () => {
  vi.useFakeTimers();
  FakeWebSocket.made = [];
  asked = [];
  answers = {
    site: { site: 's', version: '1', serverTime: TIME, timeZone: 'UTC' },
    session: { user: 'a', kind: 'user', role: 'guard', rights: [], site: 's', purpose: null },
    status: { analytics: { up: true, detail: '' }, destinations: [] },
    cameras: { items: [camera('c', 'streaming')] },
    alarms: { open: [alarm(1)] },
    events: { items: [event(2), event(1)], next: null },
  };
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('document', { baseURI: 'http://x/' });
  vi.stubGlobal('fetch', async (url: string) => {
    const path = url.replace('http://x/api/v1/', '');
    asked.push(path);
    const found = answers[path.replace(/\?.*/, '')] ?? 404;
    const answer = typeof found === 'function' ? await found() : found;
    return typeof answer === 'number' ? new Response('{}', { status: answer }) : new Response(JSON.stringify(answer));
  });
  room = new ControlRoom();
  await room.start();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what is told while a list is asked for', () => {
  it('alarms_messageBeforeTheAnswer_standsOnTopOfIt', async () => {
    const late = held();
    answers['alarms'] = late.answer;
    hello();
    say({ kind: 'alarm', alarm: alarm(2) });
    say({ kind: 'alarm', alarm: alarm(1, { state: 'acknowledged' }) });
    await settle(1000);
    late.give({ open: [alarm(1)] });
    await settle();
    expect(room.read().alarms.map(({ number, state }) => [number, state])).toEqual([[1, 'acknowledged'], [2, 'unacknowledged']]);
  });

  it('cameras_messageBeforeTheAnswer_standsOnTopOfIt', async () => {
    const late = held();
    answers['cameras'] = late.answer;
    hello();
    say({ kind: 'camera', camera: camera('c', 'failed') });
    late.give({ items: [camera('c', 'streaming'), camera('d', 'streaming')] });
    await settle();
    expect(room.read().cameras?.map(({ id, state }) => [id, state])).toEqual([['c', 'failed'], ['d', 'streaming']]);
  });
});

describe('catching up', () => {
  const lose = (): void => FakeWebSocket.made.at(-1)?.onclose?.();

  it('events_catchUpFails_isTriedAgainFromWhereItFailed', async () => {
    hello();
    await settle();
    expect(sequences()).toEqual([2, 1]);
    say({ kind: 'event', event: event(3) });
    lose();
    await settle(1000);
    answers['events'] = 500;
    hello();
    await settle();
    say({ kind: 'event', event: event(6) });
    answers['events'] = { items: [event(4), event(5), event(6)], next: null };
    await settle(2000);
    expect(askedFor('events').slice(1).map((each) => each.replace(/.*after=/, ''))).toEqual(['3', '3']);
    expect(sequences()).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('events_linkIsLostBeforeItCaughtUp_theNextOneBeginsAtTheSamePlace', async () => {
    hello();
    await settle();
    lose();
    await settle(1000);
    answers['events'] = 500;
    hello();
    await settle();
    say({ kind: 'event', event: event(6) });
    lose();
    await settle(1000);
    answers['events'] = { items: [3, 4, 5, 6, 7].map(event), next: null };
    hello();
    await settle();
    expect(askedFor('events').at(-1)).toMatch(/after=2$/);
    expect(sequences()).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('firstLoads_refused_areTriedAgainWithoutANewLink', async () => {
    Object.assign(answers, { events: 500, cameras: 500, alarms: 500 });
    hello();
    await settle();
    expect(room.read()).toMatchObject({ cameras: null, feedLoaded: false });
    Object.assign(answers, { events: { items: [event(1)], next: null }, cameras: { items: [camera('c', 'failed')] }, alarms: { open: [alarm(4)] } });
    await settle(2000);
    expect(room.read()).toMatchObject({ cameras: [{ id: 'c' }], alarms: [{ number: 4 }], feedLoaded: true, link: 'up' });
  });

  it('attempts_whileTheEngineRefuses_comeLessAndLessOften', async () => {
    answers['events'] = 500;
    hello();
    for (let i = 0; i < 12; i++) {
      await settle(5000);
      say({ kind: 'ping', serverTime: TIME });
    }
    expect(askedFor('events').length).toBeGreaterThan(3);
    expect(askedFor('events').length).toBeLessThan(10);
  });
});

it('status_cannotBeAskedFor_isUnknownUntilItCan', async () => {
  hello();
  await settle();
  expect(room.read().status).not.toBeNull();
  const { status } = answers;
  answers['status'] = 503;
  await settle(5000);
  expect(room.read().status).toBeNull();
  answers['status'] = status as object;
  await settle(5000);
  expect(room.read().status).not.toBeNull();
});

describe('the login', () => {
  it('sessionEnded_loginRunsOutWhileThePageIsInUse_isSaidUntilSomebodyLogsIn', async () => {
    hello();
    await settle();
    answers['status'] = 401;
    await settle(5000);
    expect(room.read()).toMatchObject({ phase: 'login', sessionEnded: true });
    answers['login'] = {};
    await room.login({ token: 't', purpose: 'p' });
    expect(room.read()).toMatchObject({ phase: 'running', sessionEnded: false });
  });

  it('sessionEnded_nobodyWasLoggedIn_isNotSaid', async () => {
    answers['session'] = 401;
    const fresh = new ControlRoom();
    await fresh.start();
    expect(fresh.read()).toMatchObject({ phase: 'login', sessionEnded: false });
  });
});
