import { useEffect, useState } from 'react';
import { Glyph } from '../app/Glyph';
import { ageText, useI18n } from '../i18n/i18n';
import styles from './Lanes.module.css';

/** Says that what is shown of the lanes is not of now: since when, and why. */
export function StaleLanes({ problem, heardMs }: { readonly problem: string; readonly heardMs: number }) {
  const { t } = useI18n();
  const [nowMs, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="alert" className={styles['stale']} data-testid="lane-stale">
      <Glyph name="failed" size={15} />
      {t.laneStale(ageText(t, (nowMs - heardMs) / 1000), problem)}
    </p>
  );
}
