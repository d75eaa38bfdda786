import { Kbd, Modal } from '@mantine/core';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import styles from './KeysHelp.module.css';

export type KeyRow = readonly [keys: readonly string[], meaning: string];

export function wallKeys(t: Dictionary): readonly KeyRow[] {
  return [
    [['?'], t.keyHelp],
    [['1', '4', '5', '6', '0'], t.keyPagesByNumber],
    [['A'], t.keyAcknowledge],
    [['F'], t.keyFullScreen],
    [['G', '1 4 9 6'], t.keyGrid],
    [['[', ']'], t.keyPages],
    [['↑', '↓'], t.keyFeed],
    [['Enter'], t.keyOpenPlayback],
    [['← ↑ → ↓'], t.keyTiles],
    [['M', 'P', 'V'], t.keyTile],
    [['H'], t.keyHotspot],
    [['Esc'], t.keyBack],
    [['Shift', 'L'], t.keyLanguage],
  ];
}

interface KeysHelpProps {
  readonly open: boolean;
  readonly rows: readonly KeyRow[];
  readonly onClose: () => void;
}

export function KeysHelp({ open, rows, onClose }: KeysHelpProps) {
  const { t } = useI18n();
  return (
    <Modal opened={open} onClose={onClose} title={t.keys} centered transitionProps={{ duration: 100 }} closeButtonProps={{ 'aria-label': t.close }}>
      <dl className={styles['keys']}>
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <a href="?view=api">{t.contractTitle}</a>
    </Modal>
  );
}
