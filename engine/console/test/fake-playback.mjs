// The recording of a fake camera: its clip repeated over the last two hours, with a gap of two minutes in it.
const HOURS = 2 * 3_600_000;
const AHEAD = { all: 10_000, keys: 30_000 };

export class FakeRecording {
  constructor(camera) {
    this.camera = camera;
    const started = camera.epochMs;
    this.from = started - HOURS;
    this.gaps = camera.recording ? [{ from: started - 600_000, to: started - 480_000, cause: 'camera_off', text: 'the camera was off or unreachable' }] : [];
  }

  end() {
    return this.camera.recording ? Date.now() - 200 : this.from;
  }

  days() {
    const day = (ms) => new Date(ms).toISOString().slice(0, 10);
    return this.camera.recording ? [...new Set([day(this.from), day(this.end())])] : [];
  }

  timeline(from, to, events) {
    const iso = (ms) => new Date(ms).toISOString();
    const inside = this.camera.recording && from < this.end() && to > this.from;
    const edges = [this.from, ...this.gaps.flatMap((gap) => [gap.from, gap.to]), this.end()];
    const ranges = [];
    for (let i = 0; inside && i < edges.length; i += 2) ranges.push({ from: iso(edges[i]), to: iso(edges[i + 1]) });
    const marks = events
      .filter((event) => event.camera === this.camera.id)
      .map((event) => ({ from: event.time, to: iso(Date.parse(event.time) + 1000), count: 1, types: { [event.type]: 1 }, first: event.id }));
    return { ranges, gaps: this.gaps.map((gap) => ({ ...gap, from: iso(gap.from), to: iso(gap.to), soundOnly: false })), marks };
  }

  /** Serves one viewer: what it asks for from the key frame on, and no further ahead than agreed. */
  serve(socket, baseMs, message) {
    const { video, epochMs } = this.camera;
    const step = 1000 / video.framesPerSecond;
    const index = (n) => ((n % video.frames.length) + video.frames.length) % video.frames.length;
    const wallOf = (n) => epochMs + n * step;
    let at = null;
    let played = 0;
    let keysOnly = false;
    let told = false;
    const begin = ({ from, keysOnly: keys }) => {
      played = Date.parse(from);
      keysOnly = keys;
      told = false;
      at = Math.floor((Math.max(played, this.from) - epochMs) / step + 1e-6);
      while (!video.frames[index(at)].key) at--;
      const { codec, width, height, initialisation } = video;
      socket.send(JSON.stringify({ kind: 'init', mime: `video/mp4; codecs="${codec}"`, width, height }));
      socket.send(message(played, 0, 2, initialisation));
    };
    const pump = () => {
      while (at !== null && wallOf(at) < played + AHEAD[keysOnly ? 'keys' : 'all']) {
        const wall = wallOf(at);
        const gap = this.gaps.find((each) => each.from <= wall && wall < each.to);
        if (gap !== undefined) {
          socket.send(JSON.stringify({ kind: 'gap', cause: gap.cause, text: gap.text, from: new Date(gap.from).toISOString(), to: new Date(gap.to).toISOString() }));
          at = Math.ceil((gap.to - epochMs) / step);
          while (!video.frames[index(at)].key) at++;
          continue;
        }
        if (wall >= this.end()) {
          if (!told) socket.send(JSON.stringify({ kind: 'end', at: new Date(this.end()).toISOString() }));
          told = true;
          return;
        }
        const { bytes, key } = video.recorded(at, wall - baseMs);
        if (key || !keysOnly) socket.send(message(wall, at, key ? 1 : 0, bytes));
        at++;
      }
    };
    socket.on('message', (text) => {
      const order = JSON.parse(String(text));
      if (order.kind === 'play') begin(order);
      else if (order.kind === 'position') played = Math.max(played, Date.parse(order.at));
      else at = null;
      pump();
    });
  }
}
