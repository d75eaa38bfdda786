import { describe, expect, it } from 'vitest';
import { PlayerRules, type PlayerView } from './playerRules';

const view = (change: Partial<PlayerView>): PlayerView => ({ nowMs: 0, position: 10, ranges: [{ start: 0, end: 10.12 }], framesShown: 1, ...change });

describe('PlayerRules', () => {
  it('does nothing while nothing is buffered', () => {
    expect(new PlayerRules().decide(view({ ranges: [] }))).toEqual({ rate: 1, seekTo: null, removeBefore: null });
  });

  it('plays at normal speed near the target', () => {
    expect(new PlayerRules().decide(view({})).rate).toBe(1);
  });

  it('plays faster when it lags more than 0.1 s above the target', () => {
    expect(new PlayerRules().decide(view({ ranges: [{ start: 0, end: 10.23 }] })).rate).toBe(1.1);
    expect(new PlayerRules().decide(view({ ranges: [{ start: 0, end: 10.21 }] })).rate).toBe(1);
  });

  it('plays slower when the reserve is 0.08 s below the target', () => {
    expect(new PlayerRules().decide(view({ ranges: [{ start: 0, end: 10.03 }] })).rate).toBe(0.97);
  });

  it('jumps to the live edge when more than 1.5 s behind', () => {
    const orders = new PlayerRules().decide(view({ ranges: [{ start: 0, end: 11.6 }] }));
    expect(orders.seekTo).toBeCloseTo(11.48);
    expect(orders.rate).toBe(1);
  });

  it('jumps before the first picture where the cached ones could not be hurried', () => {
    expect(new PlayerRules().decide(view({ position: 0, ranges: [{ start: 0, end: 1 }], framesShown: 0 })).seekTo).toBeCloseTo(0.88);
    expect(new PlayerRules().decide(view({ position: 0, ranges: [{ start: 0, end: 0.5 }], framesShown: 0 })).seekTo).toBeNull();
    expect(new PlayerRules().decide(view({ position: 0, ranges: [{ start: 0, end: 1 }] })).seekTo).toBeNull();
  });

  it('starts at the live edge of the cached pictures', () => {
    expect(new PlayerRules().decide(view({ position: 0, ranges: [{ start: 3600, end: 3600.8 }] })).seekTo).toBeCloseTo(3600.68);
  });

  it('enters a range shorter than the target at its start', () => {
    expect(new PlayerRules().decide(view({ position: 0, ranges: [{ start: 50, end: 50.04 }] })).seekTo).toBe(50);
  });

  it('leaves an old range for the newest one', () => {
    const ranges = [
      { start: 0, end: 10.1 },
      { start: 30, end: 30.5 },
    ];
    expect(new PlayerRules().decide(view({ ranges })).seekTo).toBeCloseTo(30.38);
  });

  it('never seeks twice within two seconds without a frame shown', () => {
    const rules = new PlayerRules();
    const far = { ranges: [{ start: 0, end: 20 }], framesShown: 7 };
    expect(rules.decide(view({ nowMs: 0, ...far })).seekTo).not.toBeNull();
    expect(rules.decide(view({ nowMs: 1900, ...far })).seekTo).toBeNull();
    expect(rules.decide(view({ nowMs: 2000, ...far })).seekTo).not.toBeNull();
    expect(rules.decide(view({ nowMs: 2100, ...far, framesShown: 8 })).seekTo).not.toBeNull();
  });

  it('lets go of what is older than 20 s', () => {
    expect(new PlayerRules().decide(view({ position: 30, ranges: [{ start: 0, end: 30.1 }] })).removeBefore).toBe(10);
    expect(new PlayerRules().decide(view({ position: 30, ranges: [{ start: 9.5, end: 30.1 }] })).removeBefore).toBeNull();
  });

  it('keeps a larger reserve after stalls, up to 0.3 s, and eases back when it is calm', () => {
    const rules = new PlayerRules();
    expect(rules.target).toBeCloseTo(0.12);
    for (let i = 0; i < 9; i++) rules.noteStall(i);
    expect(rules.target).toBeCloseTo(0.3);
    for (let seconds = 11; seconds < 300; seconds += 11) rules.decide(view({ nowMs: seconds * 1000 }));
    expect(rules.target).toBeCloseTo(0.12);
  });
});
