import type { CSSProperties } from 'react';
import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import pane from '../app/Pane.module.css';
import { useI18n } from '../i18n/i18n';
import { codecName } from '../live/codecs';
import type { TileStatus } from '../live/livePlayer';
import { formatTime } from '../time/format';
import { STATE_LOOKS } from './cameraStates';
import styles from './Tile.module.css';

/** LIVE, only while it is. */
export function SignalBadge({ status }: { readonly status: TileStatus }) {
  const { t } = useI18n();
  const { signal, stillAge } = status;
  if (signal.kind === 'live' || signal.kind === 'waiting') {
    if (stillAge !== null) return <span className={`${styles['badge']} ${styles['still']}`}>{t.stillOld(stillAge.toFixed(1))}</span>;
    if (signal.kind === 'waiting') return null;
    return (
      <span className={`${styles['badge']} ${styles['live']}`}>
        <Glyph name="up" size={9} />
        {t.live}
      </span>
    );
  }
  return (
    <span className={`${styles['badge']} ${styles['bad']}`}>
      <Glyph name="warning" size={12} />
      {signal.kind === 'delayed' ? t.delayed(signal.seconds) : t.noSignal}
    </span>
  );
}

interface OverlayProps {
  readonly camera: Camera;
  readonly status: TileStatus;
  readonly stills: boolean;
  readonly zone: string;
}

export function Overlay({ camera, status, stills, zone }: OverlayProps) {
  const { t } = useI18n();
  const look = STATE_LOOKS[camera.state];
  const unwell = camera.state !== 'streaming';
  const reason = unwell ? [look.word(t), camera.detail].filter(Boolean).join(' · ') : null;
  if (status.signal.kind === 'lost') {
    const since = status.signal.sinceMs;
    const title = since === null ? t.noSignal : t.noSignalSince(formatTime(since, zone));
    const codec = stills && camera.codec !== null ? t.unsupportedCodec(codecName(camera.codec)) : null;
    return <Notice glyph="warning" colour="critical" title={title} detail={reason ?? codec ?? (status.tooSlow ? t.tooSlow : null)} lost />;
  }
  if (status.signal.kind === 'waiting') {
    if (status.stillAge !== null) return <p className={styles['foot']}>{t.waitingForLive}</p>;
    return <Notice glyph={unwell ? look.glyph : 'connecting'} colour="muted" title={t.waitingForPicture} detail={reason} />;
  }
  return stills && camera.codec !== null ? <p className={styles['foot']}>{t.stillsInstead(codecName(camera.codec))}</p> : null;
}

interface NoticeProps {
  readonly glyph: Parameters<typeof Glyph>[0]['name'];
  readonly colour: string;
  readonly title: string;
  readonly detail: string | null;
  readonly lost?: boolean;
}

function Notice({ glyph, colour, title, detail, lost = false }: NoticeProps) {
  return (
    <div className={`${pane['notice']} ${styles['notice']} ${lost ? styles['hatched'] : ''}`} role="status">
      <div className={`${pane['words']} ${styles['words']}`} style={{ '--tone': `var(--${colour})` } as CSSProperties}>
        <Glyph name={glyph} size={22} />
        <strong>{title}</strong>
        {detail !== null && <span>{detail}</span>}
      </div>
    </div>
  );
}
