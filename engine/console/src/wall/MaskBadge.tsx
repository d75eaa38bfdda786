import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import styles from './MaskBadge.module.css';

/** Whether a privacy mask holds in what is recorded; loud only when it does not. */
export function MaskBadge({ mask }: { readonly mask: Exclude<Camera['mask'], undefined> }) {
  const { t } = useI18n();
  if (mask === null) return null;
  const open = mask === 'unmasked';
  return (
    <span className={open ? styles['open'] : styles['held']} title={open ? t.maskUnmaskedHint : t.maskHeld} data-testid="mask" data-mask={mask}>
      <Glyph name={open ? 'warning' : 'mask'} size={12} />
      {open ? t.maskUnmasked : t.maskHeld}
    </span>
  );
}
