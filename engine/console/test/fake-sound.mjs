// Real G.711 for the fake engine: a tone in every even second of wall time, silence in every odd one.
import { execFileSync } from 'node:child_process';

const RATE = 8000;
const PACKET_MS = 20;
const PATTERN_MS = 2000;
const MUXER = { ulaw: 'mulaw', alaw: 'alaw' };

export class FakeSound {
  constructor(law) {
    this.format = { codec: law, rate: RATE, channels: 1 };
    const tone = `aevalsrc=0.6*sin(2*PI*440*t)*lt(t\\,1):s=${RATE}:d=${PATTERN_MS / 1000}`;
    this.samples = execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', tone, '-f', MUXER[law], 'pipe:1']);
  }

  /** The packets that begin from one wall time on and before another. */
  *between(fromMs, toMs) {
    for (let at = Math.ceil(fromMs / PACKET_MS) * PACKET_MS; at < toMs; at += PACKET_MS) {
      const first = ((at % PATTERN_MS) * RATE) / 1000;
      yield { wallMs: at, bytes: this.samples.subarray(first, first + (PACKET_MS * RATE) / 1000) };
    }
  }
}
