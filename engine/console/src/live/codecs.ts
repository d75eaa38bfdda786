const ASKED = [
  ['avc1', 'avc1.64001f'],
  ['hvc1', 'hvc1.1.6.L93.B0'],
] as const;

/** Whether this browser can be given a stream at all. */
export function playsStreams(): boolean {
  return 'MediaSource' in globalThis;
}

/** The codings of video that this browser plays, for the `accept` of a live address; H.265 only where the browser says so. */
export function acceptedCodecs(supports: (mime: string) => boolean = (mime) => MediaSource.isTypeSupported(mime)): string {
  return ASKED.filter(([, codec]) => supports(`video/mp4; codecs="${codec}"`))
    .map(([name]) => name)
    .join(',');
}

/** A coding's name for people. */
export function codecName(codec: string): string {
  if (codec.startsWith('avc')) return 'H.264';
  if (codec.startsWith('hvc') || codec.startsWith('hev')) return 'H.265';
  return codec.startsWith('mp4v') || codec.startsWith('mjpeg') ? 'MJPEG' : codec;
}

/** The first codec of a media type. */
export function codecOf(mime: string): string {
  return /codecs="?([^",\s]+)/.exec(mime)?.[1] ?? mime;
}
