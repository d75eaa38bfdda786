/** How much detail of a person or a thing a picture holds: pixels for each metre there, and the classes of EN 62676-4. */
const CLASSES = [
  ['inspect', 1000],
  ['identify', 250],
  ['recognise', 125],
  ['observe', 62.5],
  ['detect', 25],
  ['monitor', 12.5],
] as const;

export type DensityClass = (typeof CLASSES)[number][0] | 'none';

export function classOf(pixelsPerMetre: number): DensityClass {
  return CLASSES.find(([, least]) => pixelsPerMetre >= least)?.[0] ?? 'none';
}

export interface DensityNote {
  readonly drawn: number;
  readonly drawnClass: DensityClass;
  readonly own: number;
  readonly ownClass: DensityClass;
}

/**
 * What a tile has to say when it is drawn too small for what its camera is there for; null when it is not, or nobody measured.
 *
 * @param own pixels per metre in the main stream
 * @param mainWidth of the main stream's picture @param shownWidth of the picture that arrives @param drawnWidth screen pixels it is drawn over
 */
export function densityNote(own: number | null | undefined, mainWidth: number, shownWidth: number, drawnWidth: number): DensityNote | null {
  if (own == null || own <= 0 || mainWidth <= 0 || shownWidth <= 0 || drawnWidth <= 0) return null;
  const drawn = (own * Math.min(mainWidth, shownWidth, drawnWidth)) / mainWidth;
  const [drawnClass, ownClass] = [classOf(drawn), classOf(own)];
  return drawnClass === ownClass ? null : { drawn: Math.round(drawn), drawnClass, own: Math.round(own), ownClass };
}
