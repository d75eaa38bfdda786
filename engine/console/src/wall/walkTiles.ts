import type { KeyboardEvent } from 'react';

/** Arrows go from tile to tile, once one of them has the focus. */
export function walkTiles(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const step = steps[event.key];
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tile-picture]')];
  const at = tiles.indexOf(document.activeElement as HTMLElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  tiles[Math.min(tiles.length - 1, Math.max(0, at + step))]?.focus();
}
