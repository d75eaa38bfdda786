import { describe, expect, it } from 'vitest';
import type { Zones } from '../api/types';
import { add, insertCorner, moveCorner, remove, removeCorner, sameZones, shapesOf, sideMarks, swapSides } from './zoneDraft';
import { readZones } from './zonesAddress';

const NONE: Zones = { version: 0, zone: null, line: null, inSide: null, maskAreas: [], fixed: {} };

describe('a draft', () => {
  it('gets shapes in a place from where they can be dragged', () => {
    const [zoned, zone] = add(NONE, 'zone');
    const [lined, line] = add(zoned, 'line');
    const [masked, mask] = add(lined, 'mask');
    expect([zone, line, mask]).toEqual(['zone', 'line', 'mask-0']);
    expect(masked.inSide).toBe('right');
    expect(shapesOf(masked).map(({ name, closed }) => [name, closed])).toEqual([
      ['zone', true],
      ['line', false],
      ['mask-0', true],
    ]);
    expect(sameZones(remove(remove(remove(masked, 'mask-0'), 'line'), 'zone'), NONE)).toBe(true);
  });

  it('keeps corners inside the picture', () => {
    const [draft] = add(NONE, 'mask');
    expect(moveCorner(draft, 'mask-0', 0, [-0.2, 0.123456]).maskAreas[0]?.[0]).toEqual([0, 0.1235]);
  });

  it('takes out the mask that was meant', () => {
    const two = add(add(NONE, 'mask')[0], 'mask')[0];
    const moved = moveCorner(two, 'mask-1', 0, [0.5, 0.5]);
    expect(remove(moved, 'mask-0').maskAreas).toEqual([moved.maskAreas[1]]);
  });

  it('has three to twenty corners, and two ends', () => {
    let draft = add(add(NONE, 'zone')[0], 'line')[0];
    expect(insertCorner(draft, 'zone', 3)?.zone).toHaveLength(5);
    expect(insertCorner(draft, 'line', 0)).toBeNull();
    expect(removeCorner(draft, 'line', 0)).toBeNull();
    draft = removeCorner(draft, 'zone', 0) ?? draft;
    expect(draft.zone).toHaveLength(3);
    expect(removeCorner(draft, 'zone', 0)).toBeNull();
    for (let i = 0; i < 17; i++) draft = insertCorner(draft, 'zone', 0) ?? draft;
    expect(draft.zone).toHaveLength(20);
    expect(insertCorner(draft, 'zone', 0)).toBeNull();
  });

  it('tells in from out on the picture', () => {
    const [draft] = add(NONE, 'line');
    const marks = sideMarks(draft.line ?? [], 'right', 1600, 900);
    expect(marks?.in[1]).toBeGreaterThan(marks?.out[1] ?? 1);
    expect(swapSides(draft).inSide).toBe('left');
    expect(swapSides(NONE)).toBe(NONE);
  });
});

describe('the address', () => {
  it('names the camera', () => {
    expect(readZones('?view=zones&camera=gate-1')).toBe('gate-1');
    expect(readZones('?view=zones')).toBe('');
    expect(readZones('?camera=gate-1')).toBeNull();
  });
});
