/** Just enough of ISO/IEC 14496-12 to know when each picture of a fragment is shown. */

interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** The video track of an initialisation segment. */
export interface VideoTrack {
  readonly id: number;
  /** Ticks per second. */
  readonly timescale: number;
  /** Of samples that a fragment gives no duration (8.8.3 trex). */
  readonly defaultDuration: number;
}

function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    const size = view.getUint32(at);
    if (size < 8 || at + size > to) return;
    const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7));
    yield { type, from: at + 8, to: at + size };
    at += size;
  }
}

function all(view: DataView, inside: { from: number; to: number }, type: string): Box[] {
  return [...boxes(view, inside.from, inside.to)].filter((box) => box.type === type);
}

function one(view: DataView, inside: Box, ...path: string[]): Box | null {
  let found: Box | null = inside;
  for (const type of path) {
    found = found === null ? null : (all(view, found, type)[0] ?? null);
  }
  return found;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function word(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Finds the track with pictures; null when there is none. */
export function videoTrackOf(initialisation: Uint8Array): VideoTrack | null {
  const view = viewOf(initialisation);
  const moov = all(view, { from: 0, to: view.byteLength }, 'moov')[0];
  if (moov === undefined) return null;
  for (const trak of all(view, moov, 'trak')) {
    const handler = one(view, trak, 'mdia', 'hdlr');
    const header = one(view, trak, 'mdia', 'mdhd');
    const track = one(view, trak, 'tkhd');
    if (handler === null || header === null || track === null || word(view, handler.from + 8) !== 'vide') continue;
    const id = view.getUint32(track.from + (view.getUint8(track.from) === 1 ? 20 : 12));
    const timescale = view.getUint32(header.from + (view.getUint8(header.from) === 1 ? 20 : 12));
    return { id, timescale, defaultDuration: defaultDurationOf(view, moov, id) };
  }
  return null;
}

function defaultDurationOf(view: DataView, moov: Box, id: number): number {
  const mvex = one(view, moov, 'mvex');
  const trex = mvex === null ? undefined : all(view, mvex, 'trex').find((box) => view.getUint32(box.from + 4) === id);
  return trex === undefined ? 0 : view.getUint32(trex.from + 12);
}

/** When each picture of a track is shown, in ticks, in the order of decoding. */
export function pictureTimesOf(fragments: Uint8Array, track: VideoTrack): number[] {
  const view = viewOf(fragments);
  const times: number[] = [];
  for (const moof of all(view, { from: 0, to: view.byteLength }, 'moof')) {
    for (const traf of all(view, moof, 'traf')) readTrack(view, traf, track, times);
  }
  return times;
}

function readTrack(view: DataView, traf: Box, track: VideoTrack, times: number[]): void {
  const header = one(view, traf, 'tfhd');
  const start = one(view, traf, 'tfdt');
  if (header === null || start === null || view.getUint32(header.from + 4) !== track.id) return;
  const duration = fragmentDuration(view, header) ?? track.defaultDuration;
  let time = view.getUint8(start.from) === 1 ? Number(view.getBigUint64(start.from + 4)) : view.getUint32(start.from + 4);
  for (const run of all(view, traf, 'trun')) time = readRun(view, run, duration, time, times);
}

/** 8.8.7 tfhd: which optional fields come before the default duration. */
function fragmentDuration(view: DataView, header: Box): number | null {
  const flags = view.getUint32(header.from) & 0xffffff;
  if ((flags & 0x8) === 0) return null;
  return view.getUint32(header.from + 8 + ((flags & 0x1) !== 0 ? 8 : 0) + ((flags & 0x2) !== 0 ? 4 : 0));
}

/** 8.8.8 trun. */
function readRun(view: DataView, run: Box, duration: number, start: number, times: number[]): number {
  const flags = view.getUint32(run.from) & 0xffffff;
  const count = view.getUint32(run.from + 4);
  const has = (flag: number): number => ((flags & flag) !== 0 ? 4 : 0);
  const stride = has(0x100) + has(0x200) + has(0x400) + has(0x800);
  let at = run.from + 8 + has(0x1) + has(0x4);
  let time = start;
  for (let i = 0; i < count && at + stride <= run.to; i++, at += stride) {
    const offset = has(0x800) === 0 ? 0 : view.getInt32(at + stride - 4);
    times.push(time + offset);
    time += has(0x100) === 0 ? duration : view.getUint32(at);
  }
  return time;
}
