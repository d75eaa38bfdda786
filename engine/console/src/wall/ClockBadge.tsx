import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import styles from './MaskBadge.module.css';

/** Less than this nobody notices in a recording. */
const SHOWN_FROM_S = 2;

/** Says that a camera's clock is not the engine's; null says nothing. */
export function ClockBadge({ seconds }: { readonly seconds: number | null }) {
  const { t } = useI18n();
  if (seconds === null || Math.abs(seconds) <= SHOWN_FROM_S) return null;
  return (
    <span className={styles['open']} title={t.cameraClockHint} data-testid="camera-clock">
      <Glyph name="warning" size={12} />
      {t.cameraClock(Math.round(seconds))}
    </span>
  );
}
