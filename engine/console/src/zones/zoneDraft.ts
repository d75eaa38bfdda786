import type { Point, Zones } from '../api/types';

/** What can be drawn on a camera's picture. A mask is known by its place in the list. */
export type ShapeName = 'zone' | 'line' | `mask-${number}`;

export interface Shape {
  readonly name: ShapeName;
  readonly points: readonly Point[];
  /** A polygon; else a line. */
  readonly closed: boolean;
}

export const MOST_CORNERS = 20;
export const MOST_MASKS = 50;
const FEWEST_CORNERS = 3;
const STEPS = 10_000;

/** Where a shape begins that is to be dragged into place. */
const FRESH_ZONE: readonly Point[] = [
  [0.15, 0.35],
  [0.85, 0.35],
  [0.95, 0.95],
  [0.05, 0.95],
];
const FRESH_LINE: readonly Point[] = [
  [0.15, 0.65],
  [0.85, 0.65],
];
const FRESH_MASK: readonly Point[] = [
  [0.05, 0.05],
  [0.25, 0.05],
  [0.25, 0.25],
  [0.05, 0.25],
];

function within(part: number): number {
  return Math.min(1, Math.max(0, Math.round(part * STEPS) / STEPS));
}

export function shapesOf(draft: Zones): readonly Shape[] {
  const shapes: Shape[] = [];
  if (draft.zone !== null) shapes.push({ name: 'zone', points: draft.zone, closed: true });
  if (draft.line !== null) shapes.push({ name: 'line', points: draft.line, closed: false });
  draft.maskAreas.forEach((points, i) => shapes.push({ name: `mask-${i}`, points, closed: true }));
  return shapes;
}

/** The key of the interface under which a shape is saved. */
export function keyOf(name: ShapeName): 'zone' | 'line' | 'maskAreas' {
  return name === 'zone' || name === 'line' ? name : 'maskAreas';
}

function maskNumber(name: ShapeName): number {
  return Number(name.slice('mask-'.length));
}

/** The draft with other corners of one shape; null takes the shape out. */
function withPoints(draft: Zones, name: ShapeName, points: readonly Point[] | null): Zones {
  if (name === 'zone') return { ...draft, zone: points };
  if (name === 'line') return { ...draft, line: points, inSide: points === null ? null : (draft.inSide ?? 'right') };
  const at = maskNumber(name);
  const masks = points === null ? draft.maskAreas.filter((_, i) => i !== at) : draft.maskAreas.map((mask, i) => (i === at ? points : mask));
  return { ...draft, maskAreas: masks };
}

function pointsOf(draft: Zones, name: ShapeName): readonly Point[] {
  return shapesOf(draft).find((shape) => shape.name === name)?.points ?? [];
}

/** A new shape in a place from where it can be dragged; the name that it got. */
export function add(draft: Zones, kind: 'zone' | 'line' | 'mask'): readonly [Zones, ShapeName] {
  if (kind === 'zone') return [withPoints(draft, 'zone', FRESH_ZONE), 'zone'];
  if (kind === 'line') return [withPoints(draft, 'line', FRESH_LINE), 'line'];
  return [{ ...draft, maskAreas: [...draft.maskAreas, FRESH_MASK] }, `mask-${draft.maskAreas.length}`];
}

export function remove(draft: Zones, name: ShapeName): Zones {
  return withPoints(draft, name, null);
}

/** A corner put somewhere else; never outside of the picture. */
export function moveCorner(draft: Zones, name: ShapeName, at: number, to: Point): Zones {
  const place: Point = [within(to[0]), within(to[1])];
  return withPoints(
    draft,
    name,
    pointsOf(draft, name).map((point, i) => (i === at ? place : point)),
  );
}

/** One corner more, half-way to the next one; null where there can be no more. */
export function insertCorner(draft: Zones, name: ShapeName, after: number): Zones | null {
  const points = pointsOf(draft, name);
  const [from, to] = [points[after], points[(after + 1) % points.length]];
  if (name === 'line' || points.length >= MOST_CORNERS || from === undefined || to === undefined) return null;
  const middle: Point = [within((from[0] + to[0]) / 2), within((from[1] + to[1]) / 2)];
  return withPoints(draft, name, points.toSpliced(after + 1, 0, middle));
}

/** One corner less; null where none can be spared. */
export function removeCorner(draft: Zones, name: ShapeName, at: number): Zones | null {
  const points = pointsOf(draft, name);
  return name === 'line' || points.length <= FEWEST_CORNERS ? null : withPoints(draft, name, points.toSpliced(at, 1));
}

export function swapSides(draft: Zones): Zones {
  return draft.line === null ? draft : { ...draft, inSide: draft.inSide === 'left' ? 'right' : 'left' };
}

/** Where the words IN and OUT stand beside a line, in fractions; as far off it on a picture of any shape. */
export function sideMarks(line: readonly Point[], inSide: 'left' | 'right', width: number, height: number): { readonly in: Point; readonly out: Point } | null {
  const [from, to] = line;
  if (from === undefined || to === undefined) return null;
  const [dx, dy] = [(to[0] - from[0]) * width, (to[1] - from[1]) * height];
  const length = Math.hypot(dx, dy) || 1;
  const off = Math.min(width, height) / 12;
  const sign = inSide === 'right' ? 1 : -1;
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [nx, ny] = [(sign * -dy * off) / length / width, (sign * dx * off) / length / height];
  return { in: [x + nx, y + ny], out: [x - nx, y - ny] };
}

export function sameZones(a: Zones, b: Zones): boolean {
  const drawn = ({ zone, line, inSide, maskAreas }: Zones): string => JSON.stringify([zone, line, inSide, maskAreas]);
  return drawn(a) === drawn(b);
}
