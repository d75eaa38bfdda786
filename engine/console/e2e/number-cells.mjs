// Runs in the page: reads the number that a camera of `bench page` burns into its pictures (bench/…/clip/NumberCells.java).
export function installNumberReader() {
  const BITS = 14;
  const canvas = new OffscreenCanvas(32 * 4, 4);
  const context = canvas.getContext('2d', { willReadFrequently: true });

  /** The number in a picture; null where there is none that can be trusted. */
  globalThis.readNumber = (picture) => {
    const { displayWidth: width, displayHeight: height } = picture;
    // The row of cells alone, each onto 4 x 4 pixels of which the inner four are looked at.
    context.drawImage(picture, 0, (height * 16) / 18, width, height / 18, 0, 0, 128, 4);
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

  /** The number in the picture that an element shows, and that picture's own media time; null where there is none. */
  globalThis.lookAt = (video) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const picture = new VideoFrame(video);
    const number = globalThis.readNumber(picture);
    const seconds = picture.timestamp / 1e6;
    picture.close();
    return number === null ? null : { number, seconds };
  };

  /**
   * Notes each picture that is shown from now on: the moment that the page says it is of, and its number. On a busy machine a picture may
   * be replaced before it is looked at: then the number is another picture's than the one told, and is left out.
   */
  globalThis.noteNumbers = (video) => {
    const notes = [];
    notes.passed = 0;
    const look = (_now, { mediaTime }) => {
      const seen = globalThis.lookAt(video);
      const told = seen !== null && Math.abs(seen.seconds - mediaTime) < 0.001;
      if (seen !== null && !told) notes.passed++;
      // The page dates the picture in a callback of its own, which may come after this one, yet before the frame is drawn.
      requestAnimationFrame(() => {
        const wallMs = Number(video.dataset.wallMs);
        if (told && wallMs > 0) notes.push([wallMs, seen.number, performance.now()]);
      });
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    return notes;
  };
}
