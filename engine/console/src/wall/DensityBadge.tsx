import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { densityNote, type DensityClass } from './pixelDensity';
import styles from './MaskBadge.module.css';

const WORDS: Record<DensityClass, (t: Dictionary) => string> = {
  inspect: (t) => t.densityInspect,
  identify: (t) => t.densityIdentify,
  recognise: (t) => t.densityRecognise,
  observe: (t) => t.densityObserve,
  detect: (t) => t.densityDetect,
  monitor: (t) => t.densityMonitor,
  none: (t) => t.densityNone,
};

interface DensityBadgeProps {
  readonly camera: Camera;
  readonly mark: string;
  readonly shownWidth: number;
  readonly drawnWidth: number;
}

/** Says that a tile is too small to see in it what its camera could show. */
export function DensityBadge({ camera, mark, shownWidth, drawnWidth }: DensityBadgeProps) {
  const { t } = useI18n();
  const note = densityNote(camera.pixelsPerMetre, camera.width, shownWidth, drawnWidth);
  if (note === null) return null;
  const hint = t.densityHint(note.drawn, WORDS[note.drawnClass](t), note.own, WORDS[note.ownClass](t));
  return (
    <span className={styles['held']} title={hint} data-testid={`density-${mark}`}>
      <Glyph name="expand" size={10} />
      {t.densityShort(note.drawn)}
      <span className="visually-hidden">{hint}</span>
    </span>
  );
}
