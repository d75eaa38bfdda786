export const GRID_SIZES = [1, 4, 9, 16] as const;
export type GridSize = (typeof GRID_SIZES)[number];
/** `auto` follows the number of cameras. */
export type GridChoice = GridSize | 'auto';

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly pages: number;
}

export function parseGridChoice(text: string | null): GridChoice {
  const size = GRID_SIZES.find((known) => String(known) === text);
  return size ?? 'auto';
}

export function gridLayout(choice: GridChoice, cameras: number): GridLayout {
  if (choice === 'auto' && cameras === 2) return { columns: 1, rows: 2, pages: 1 };
  if (choice === 'auto' && (cameras === 5 || cameras === 6)) return { columns: 2, rows: 3, pages: 1 };
  const size = choice === 'auto' ? (GRID_SIZES.find((known) => known >= cameras) ?? 16) : choice;
  const side = Math.sqrt(size);
  return { columns: side, rows: side, pages: Math.max(1, Math.ceil(cameras / size)) };
}

/** The cameras of a page, counted from 0; a page that does not exist shows the last one. */
export function pageOf<T>(items: readonly T[], layout: GridLayout, page: number): readonly T[] {
  const size = layout.columns * layout.rows;
  const from = Math.min(Math.max(0, page), layout.pages - 1) * size;
  return items.slice(from, from + size);
}
