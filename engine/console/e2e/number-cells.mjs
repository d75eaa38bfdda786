// Runs in the page: reads the number that a camera of `bench page` burns into its pictures (bench/…/clip/NumberCells.java).
export function installNumberReader() {
  const BITS = 14;
  const canvas = new OffscreenCanvas(32 * 4, 4);
  const context = canvas.getContext('2d', { willReadFrequently: true });

  /** The number in the picture that a video element shows; null where there is none that can be trusted. */
  globalThis.readNumber = (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0) return null;
    // The row of cells alone, each onto 4 x 4 pixels of which the inner four are looked at.
    context.drawImage(video, 0, (height * 16) / 18, width, height / 18, 0, 0, 128, 4);
    const { data } = context.getImageData(0, 0, 128, 4);
    const bright = (cell) => {
      let sum = 0;
      for (const y of [1, 2]) for (const x of [1, 2]) sum += data[(y * 128 + cell * 4 + x) * 4 + 1];
      return sum / 4;
    };
    if (bright(0) < 160 || bright(BITS + 1) > 96) return null;
    let number = 0;
    let ones = 0;
    for (let bit = 0; bit < BITS; bit++) {
      const level = bright(bit + 1);
      if (level > 96 && level < 160) return null;
      if (level >= 160) {
        number |= 1 << bit;
        ones++;
      }
    }
    return ones % 2 === (bright(BITS + 2) >= 128 ? 1 : 0) ? number : null;
  };

  /** Notes each picture that is shown from now on: the moment that the page says it is of, and its number. */
  globalThis.noteNumbers = (video) => {
    const notes = [];
    const look = () => {
      const number = globalThis.readNumber(video);
      const wallMs = Number(video.dataset.wallMs);
      if (number !== null && wallMs > 0) notes.push([wallMs, number, performance.now()]);
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    return notes;
  };
}
