import { describe, expect, it } from 'vitest';
import { decodeG711 } from './g711';
import { SoundPlacer } from './soundPlacer';

describe('G.711', () => {
  const at16 = (law: 'ulaw' | 'alaw', ...codes: number[]): number[] => [...decodeG711(law, Uint8Array.from(codes))].map((sample) => sample * 32768);

  it('decodes the ends, the middle and the segments of both laws', () => {
    expect(at16('ulaw', 0x80, 0x00, 0xff, 0x7f, 0xf0, 0xef)).toEqual([32124, -32124, 0, -0, 120, 132]);
    expect(at16('alaw', 0xaa, 0x2a, 0xd5, 0x55, 0xc5, 0x80)).toEqual([32256, -32256, 8, -8, 264, 5504]);
  });

  it('gives louder samples for codes farther from silence, on both sides', () => {
    for (const [law, flip] of [['ulaw', 0xff], ['alaw', 0xd5]] as const) {
      const rising = Array.from({ length: 128 }, (_, i) => at16(law, i ^ flip)[0] as number);
      expect(rising).toEqual(rising.toSorted((a, b) => a - b));
      expect(Array.from({ length: 128 }, (_, i) => -(at16(law, i ^ flip ^ 0x80)[0] as number) + 0)).toEqual(rising);
    }
  });
});

describe('sound beside its picture', () => {
  const PIECE = 0.02;
  const view = (nowSeconds: number, seenMs: number) => ({ nowSeconds, seenMs, latencySeconds: 0.01 });

  it('begins when its picture is due, less what the sound card takes', () => {
    expect(new SoundPlacer().place(1200, PIECE, view(5, 1000))?.at).toBeCloseTo(5.19);
  });

  it('joins pieces without a gap while they come a little early or late', () => {
    const placer = new SoundPlacer();
    let next = placer.place(1200, PIECE, view(5, 1000))?.at as number;
    for (let i = 1; i < 50; i++) {
      next += PIECE;
      const place = placer.place(1200 + i * 20, PIECE, view(5 + i * PIECE, 1000 + i * 20 + (i % 2) * 25));
      expect(place?.at).toBeCloseTo(next);
      expect(place?.rate).toBe(1);
    }
  });

  it('plays a little slower or faster until it is in step again', () => {
    for (const late of [-80, 80]) {
      const placer = new SoundPlacer();
      placer.place(1200, PIECE, view(5, 1000));
      const ahead = Array.from({ length: 400 }, (_, i) => placer.place(1220 + i * 20, PIECE, view(5.02 + i * PIECE, 1020 + late + i * 20))?.ahead as number);
      expect(Math.sign(ahead[0] as number)).toBe(-Math.sign(late));
      expect(Math.abs(ahead[0] as number)).toBeCloseTo(0.08);
      expect(Math.abs(ahead.at(-1) as number)).toBeLessThanOrEqual(0.031);
    }
  });

  it('begins anew after a jump, and leaves out what is over', () => {
    const placer = new SoundPlacer();
    placer.place(1200, PIECE, view(5, 1000));
    expect(placer.place(9200, PIECE, view(5.02, 9000))?.at).toBeCloseTo(5.21);
    expect(placer.place(9000, PIECE, view(5.3, 9300))).toBeNull();
    expect(placer.place(9500, PIECE, view(5.3, 9300))?.at).toBeCloseTo(5.49);
  });
});
