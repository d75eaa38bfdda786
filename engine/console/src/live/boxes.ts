/** Just enough of ISO/IEC 14496-12 to know which moment a fragment shows. */

function child(view: DataView, from: number, to: number, wanted: string): [from: number, to: number] | null {
  let at = from;
  while (at + 8 <= to) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7));
    if (size < 8 || at + size > to) return null;
    if (type === wanted) return [at + 8, at + size];
    at += size;
  }
  return null;
}

function descend(bytes: Uint8Array, path: readonly string[]): [DataView, number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let range: [number, number] | null = [0, bytes.byteLength];
  for (const type of path) {
    range = child(view, range[0], range[1], type);
    if (range === null) return null;
  }
  return [view, range[0], range[1]];
}

/** Ticks per second of an initialisation segment's first track (8.4.2 mdhd). */
export function timescaleOf(initialisation: Uint8Array): number | null {
  const box = descend(initialisation, ['moov', 'trak', 'mdia', 'mdhd']);
  if (box === null) return null;
  const [view, from] = box;
  return view.getUint32(from + (view.getUint8(from) === 1 ? 20 : 12));
}

/** A fragment's decode time in ticks (8.8.12 tfdt). */
export function decodeTimeOf(fragment: Uint8Array): number | null {
  const box = descend(fragment, ['moof', 'traf', 'tfdt']);
  if (box === null) return null;
  const [view, from] = box;
  return view.getUint8(from) === 1 ? Number(view.getBigUint64(from + 4)) : view.getUint32(from + 4);
}
