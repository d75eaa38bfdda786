import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatNear } from '../time/format';
import { useServerNow } from '../time/useNow';
import { STATE_LOOKS, worstFirst } from './cameraStates';
import styles from './HealthStrip.module.css';

interface HealthStripProps {
  readonly cameras: readonly Camera[];
  readonly zone: string;
  readonly onChoose: (id: string) => void;
}

/** Every camera with its state, worst first. */
export function HealthStrip({ cameras, zone, onChoose }: HealthStripProps) {
  const { t } = useI18n();
  const now = useServerNow(60_000);
  // From eleven on, the time moves into the hint, so that sixteen fit without scrolling.
  const dense = cameras.length > 10;
  const up = cameras.filter((camera) => camera.state === 'streaming').length;
  return (
    <section className={styles['strip']} aria-label={t.cameras}>
      <h2 className={styles['title']}>
        {t.cameras}
        <span>{t.camerasUp(up, cameras.length)}</span>
      </h2>
      <ul className={`${styles['cells']} ${dense ? styles['dense'] : ''}`}>
        {worstFirst(cameras).map((camera) => {
          const look = STATE_LOOKS[camera.state];
          const since = t.since(formatNear(Date.parse(camera.since), now, zone));
          return (
            <li key={camera.id}>
              <button
                type="button"
                className={styles['cell']}
                data-testid={`camera-${camera.id}`}
                data-state={camera.state}
                title={[camera.name, since, camera.detail].filter(Boolean).join(' · ')}
                onClick={() => onChoose(camera.id)}
              >
                <span style={{ color: `var(--${look.colour})` }} className={styles['glyph']}>
                  <Glyph name={look.glyph} size={look.colour === 'ok' ? 11 : 15} />
                </span>
                <span className={styles['name']}>{camera.name}</span>
                <span className={styles['state']}>
                  <b style={look.colour === 'ok' || look.colour === 'muted' ? undefined : { color: `var(--${look.colour})` }}>{look.word(t)}</b> {dense ? null : since}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
