// Runs in the page: listens to what it plays by Web Audio, of a camera that sounds in every even second and is silent in every odd one.

/** From now on, what is connected to the sound card goes through an ear. */
export function tapSound() {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    const { destination } = this.context;
    if (to !== destination) return connect.call(this, to, ...rest);
    if (globalThis.ear?.context !== this.context) {
      globalThis.ear = new AnalyserNode(this.context, { fftSize: 128 });
      connect.call(globalThis.ear, destination);
    }
    return connect.call(this, globalThis.ear);
  };
}

/** For a while: how many milliseconds after the picture of a whole second its sound was heard to begin or end, each time. */
export async function secondsHeard([selector, ms]) {
  const video = document.querySelector(selector);
  const { ear } = globalThis;
  let seen = null;
  const look = () => {
    if (Number(video.dataset.wallMs) > 0) seen = { wallMs: Number(video.dataset.wallMs), at: performance.now() };
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const samples = new Float32Array(ear.fftSize);
  const offsets = [];
  let loud = null;
  const ends = performance.now() + ms;
  while (performance.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 4));
    ear.getFloatTimeDomainData(samples);
    const now = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) > 0.1;
    if (loud !== null && now !== loud && seen !== null) {
      const wallMs = seen.wallMs + performance.now() - seen.at;
      // A tone begins with an even second and ends with an odd one.
      const since = (wallMs - (now ? 0 : 1000)) % 2000;
      offsets.push(Math.round(since > 1000 ? since - 2000 : since));
    }
    loud = now;
  }
  return offsets;
}
