/** ITU-T G.711: each byte is a sample. Only the tables; knows nothing of sound on the page. */

export type Law = 'ulaw' | 'alaw';

/** Table 2a: sign, 3 bits of segment, 4 bits of step; all bits are sent inverted. */
function fromMu(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}

/** Table 1a: even bits are sent inverted; a set sign bit is positive. */
function fromA(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits & 0x70) >> 4;
  const step = ((bits & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return (bits & 0x80) === 0 ? -magnitude : magnitude;
}

const FULL = 32768;
const TABLES: Readonly<Record<Law, Float32Array>> = {
  ulaw: Float32Array.from({ length: 256 }, (_, code) => fromMu(code) / FULL),
  alaw: Float32Array.from({ length: 256 }, (_, code) => fromA(code) / FULL),
};

/** Samples of -1 to 1. */
export function decodeG711(law: Law, bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const table = TABLES[law];
  return Float32Array.from(bytes, (code) => table[code] as number);
}
