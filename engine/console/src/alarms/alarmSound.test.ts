import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmSound } from './alarmSound';

/** Counts the beeps; silent until somebody pressed something, if the browser wants that. */
class FakeContext extends EventTarget {
  static allowed = true;
  static beeps = 0;
  state: 'running' | 'suspended' = FakeContext.allowed ? 'running' : 'suspended';
  readonly currentTime = 0;
  readonly destination = {};
  async resume(): Promise<void> {
    if (!FakeContext.allowed || this.state === 'running') return;
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeNode {
  readonly gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  connect(): void {}
  start(): void {
    FakeContext.beeps += 1;
  }
  stop(): void {}
}

let sound: AlarmSound;
let page: EventTarget;

/** How many beeps there were since the last time it was asked. */
function heard(): number {
  const { beeps } = FakeContext;
  FakeContext.beeps = 0;
  return beeps;
}

beforeEach(async () => {
  vi.useFakeTimers();
  FakeContext.allowed = true;
  FakeContext.beeps = 0;
  page = new EventTarget();
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) });
  vi.stubGlobal('window', page);
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('OscillatorNode', FakeNode);
  vi.stubGlobal('GainNode', FakeNode);
  sound = new (await import('./alarmSound')).AlarmSound();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the sound of alarms', () => {
  it('play_anotherAlarmOfAKindThatIsHeardOnce_isHeardToo', () => {
    sound.play('NOTICE', 5);
    expect(heard()).toBe(1);
    sound.play('NOTICE', 5);
    sound.play('NOTICE', 4);
    expect(heard()).toBe(0);
    sound.play('NOTICE', 6);
    expect(heard()).toBe(1);
  });

  it('play_anotherAlarmOfAKindThatIsRepeated_doesNotBeginAnew', () => {
    sound.play('CRITICAL', 5);
    sound.play('CRITICAL', 6);
    expect(heard()).toBe(3);
    vi.advanceTimersByTime(2500);
    expect(heard()).toBe(3);
  });

  it('end_whileAnAlarmCalls_saysSoOnceAndIsSilent', () => {
    sound.play('CRITICAL', 1);
    heard();
    sound.end();
    expect(heard()).toBe(4);
    vi.advanceTimersByTime(60_000);
    expect(heard()).toBe(0);
    sound.play('CRITICAL', 1);
    expect(heard()).toBe(3);
  });

  it('read_pageThatNobodyPressedYet_isBlockedAlsoWhenNothingCalls', async () => {
    FakeContext.allowed = false;
    sound.play(null);
    expect(sound.read()).toBe('blocked');
    sound.play('NOTICE', 1);
    expect(heard()).toBe(0);
    FakeContext.allowed = true;
    page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'a' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(sound.read()).toBe('on');
    expect(heard()).toBe(1);
  });

  it('press_whileThePageIsKeptSilent_letsItBeHeardAndDoesNotTurnItOff', async () => {
    FakeContext.allowed = false;
    sound.play('NOTICE', 1);
    FakeContext.allowed = true;
    sound.press();
    page.dispatchEvent(new Event('click'));
    await vi.advanceTimersByTimeAsync(0);
    expect(sound.read()).toBe('on');
    sound.press();
    expect(sound.read()).toBe('off');
  });
});
