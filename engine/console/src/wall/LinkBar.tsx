import { useEffect, useState } from 'react';
import type { ControlRoomState } from '../app/controlRoom';
import { Glyph } from '../app/Glyph';
import { ageText, useI18n } from '../i18n/i18n';
import styles from './LinkBar.module.css';

/** Says, in red and with the age of the data, that nothing on the page is live any more. */
export function LinkBar({ state: { link, heardMs } }: { readonly state: ControlRoomState }) {
  const { t } = useI18n();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (link !== 'lost') return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [link]);
  if (link !== 'lost') return null;
  return (
    <div className={styles['bar']} role="alert" data-testid="link-bar">
      <Glyph name="failed" size={15} />
      {heardMs === null ? t.linkNever : t.linkLostBar(ageText(t, (now - heardMs) / 1000))}
    </div>
  );
}
