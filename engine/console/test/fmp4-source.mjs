// Real H.264 for the fake engine: the ffmpeg binary makes a fragmented MP4, which is cut into its pieces here.
import { execFileSync } from 'node:child_process';

const FRAGMENTED = ['-movflags', 'frag_every_frame+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'];

function ffmpeg(args) {
  return execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...args], { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 });
}

/** A moving test picture, ten seconds long, one key frame a second, no B-frames; with AAC beside it if wished. */
export function testPattern(hue = 0, { sound = false } = {}) {
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-g', '25', '-bf', '0', '-pix_fmt', 'yuv420p'];
  const heard = sound ? ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=10'] : [];
  const coded = sound ? ['-c:a', 'aac', '-b:a', '64k'] : [];
  return cut(ffmpeg(['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=10,hue=h=${hue}`, ...heard, ...encode, ...coded, ...FRAGMENTED]));
}

/** The first seconds of a clip, as they are. */
export function clip(path, seconds = 60) {
  return cut(ffmpeg(['-t', String(seconds), '-i', path, '-an', '-c', 'copy', ...FRAGMENTED]));
}

/** One JPEG out of a clip (or of the test picture), with an optional ffmpeg filter. */
export function still({ path = null, at = 0, filter = 'null' }) {
  const input = path === null ? ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25'] : ['-ss', String(at), '-i', path];
  return ffmpeg([...input, '-frames:v', '1', '-vf', filter, '-f', 'mjpeg', '-q:v', '4', 'pipe:1']);
}

function* boxes(bytes, from = 0, to = bytes.length) {
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    yield { type: bytes.toString('latin1', at + 4, at + 8), at, end: at + size };
    at += size;
  }
}

function find(bytes, path, from = 0, to = bytes.length) {
  const [head, ...rest] = path;
  for (const box of boxes(bytes, from, to)) {
    if (box.type === head) return rest.length === 0 ? box : find(bytes, rest, box.at + 8, box.end);
  }
  throw new Error(`no ${head} box`);
}

function isKey(bytes, mdat) {
  for (let at = mdat.at + 8; at + 5 <= mdat.end; ) {
    if ((bytes[at + 4] & 0x1f) === 5) return true;
    at += 4 + bytes.readUInt32BE(at);
  }
  return false;
}

/** Ticks per second of each track, by its number. */
function timescales(initialisation) {
  const moov = find(initialisation, ['moov']);
  const found = new Map();
  for (const trak of boxes(initialisation, moov.at + 8, moov.end)) {
    if (trak.type !== 'trak') continue;
    const tkhd = find(initialisation, ['tkhd'], trak.at + 8, trak.end);
    const mdhd = find(initialisation, ['mdia', 'mdhd'], trak.at + 8, trak.end);
    found.set(initialisation.readUInt32BE(tkhd.at + 20), initialisation.readUInt32BE(mdhd.at + 20));
  }
  return found;
}

function cut(file) {
  const all = [...boxes(file)];
  const moov = all.find((box) => box.type === 'moov');
  const initialisation = file.subarray(0, moov.end);
  const scales = timescales(initialisation);
  const [video, timescale] = [...scales][0];
  const avcc = initialisation.indexOf('avcC', 0, 'latin1') + 4;
  const codec = `avc1.${initialisation.toString('hex', avcc + 1, avcc + 4)}${scales.size > 1 ? ', mp4a.40.2' : ''}`;
  const tkhd = find(initialisation, ['moov', 'trak', 'tkhd']);
  const frames = [];
  all.forEach((box, index) => {
    if (box.type !== 'moof') return;
    const mdat = all[index + 1];
    const bytes = Buffer.from(file.subarray(box.at, mdat.end));
    const tfdt = find(bytes, ['moof', 'traf', 'tfdt']);
    const track = bytes.readUInt32BE(find(bytes, ['moof', 'traf', 'tfhd']).at + 12);
    const piece = { bytes, timeAt: tfdt.at + 12, wide: bytes[tfdt.at + 8] === 1, timescale: scales.get(track), sound: [] };
    if (track === video) frames.push({ ...piece, key: isKey(file, mdat) });
    else frames.at(-1)?.sound.push(piece);
  });
  const timeOf = (frame) => (frame.wide ? Number(frame.bytes.readBigUInt64BE(frame.timeAt)) : frame.bytes.readUInt32BE(frame.timeAt));
  // Beside sound the first frame lasts longer: the coder's delay is in it.
  const ticksPerFrame = timeOf(frames[2]) - timeOf(frames[1]);
  const seconds = (frames.length * ticksPerFrame) / timescale;
  /** A piece as it is, so many rounds of the clip later. */
  const later = (piece, rounds) => {
    const bytes = Buffer.from(piece.bytes);
    const time = timeOf(piece) + Math.round(rounds * seconds * piece.timescale);
    if (piece.wide) bytes.writeBigUInt64BE(BigInt(time), piece.timeAt);
    else bytes.writeUInt32BE(time >>> 0, piece.timeAt);
    return bytes;
  };
  return {
    file,
    initialisation,
    codec,
    width: initialisation.readUInt32BE(tkhd.end - 8) >>> 16,
    height: initialisation.readUInt32BE(tkhd.end - 4) >>> 16,
    framesPerSecond: timescale / ticksPerFrame,
    frames,
    /** The n-th frame, n of either sign, dated by milliseconds of a time line. */
    recorded(n, atMs) {
      const source = frames[((n % frames.length) + frames.length) % frames.length];
      const bytes = Buffer.from(source.bytes);
      const time = Math.max(0, Math.round((atMs * timescale) / 1000));
      if (source.wide) bytes.writeBigUInt64BE(BigInt(time), source.timeAt);
      else bytes.writeUInt32BE(time >>> 0, source.timeAt);
      return { bytes, key: source.key };
    },
    /** The n-th frame since the beginning of time: the clip repeats, its time line goes on. */
    frame(n) {
      const source = frames[n % frames.length];
      const rounds = Math.floor(n / frames.length);
      return { bytes: Buffer.concat([source, ...source.sound].map((piece) => later(piece, rounds))), key: source.key };
    },
  };
}
