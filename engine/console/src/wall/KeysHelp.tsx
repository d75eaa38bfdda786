import { Kbd, Modal } from '@mantine/core';
import { useI18n } from '../i18n/i18n';
import styles from './KeysHelp.module.css';

export function KeysHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useI18n();
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['?'], t.keyHelp],
    [['F'], t.keyFullScreen],
    [['G', '1 4 9 6'], t.keyGrid],
    [['[', ']'], t.keyPages],
    [['↑', '↓'], t.keyFeed],
    [['Enter'], t.keyOpen],
    [['Esc'], t.keyBack],
    [['Shift', 'L'], t.keyLanguage],
  ];
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
    </Modal>
  );
}
