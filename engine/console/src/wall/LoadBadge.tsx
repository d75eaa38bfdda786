import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import styles from './MaskBadge.module.css';

/** Says that a camera's analysis has no time for all its pictures; null says nothing. */
export function LoadBadge({ percent }: { readonly percent: number | null }) {
  const { t } = useI18n();
  if (percent === null) return null;
  return (
    <span className={styles['open']} title={t.analysisBehindHint(percent)} data-testid="analysis-behind">
      <Glyph name="warning" size={12} />
      {t.analysisBehind(percent)}
    </span>
  );
}
