import { memo, useEffect, useRef, useState, type CSSProperties } from 'react';
import { socketUrl } from '../api/client';
import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { FIRST_STATUS, LivePlayer, type TileStatus } from '../live/livePlayer';
import { formatTime } from '../time/format';
import { STATE_LOOKS } from './cameraStates';
import styles from './Tile.module.css';

interface TileProps {
  readonly camera: Camera;
  readonly zone: string;
  readonly linkEpoch: number;
  readonly onEnlarge: (id: string) => void;
}

/** One live picture with all that is needed to know whether to trust it. */
export const Tile = memo(function Tile({ camera, zone, linkEpoch, onEnlarge }: TileProps) {
  const { t } = useI18n();
  const video = useRef<HTMLVideoElement>(null);
  const backdrop = useRef<HTMLCanvasElement>(null);
  const player = useRef<LivePlayer | null>(null);
  const [status, setStatus] = useState(FIRST_STATUS);

  useEffect(() => {
    if (video.current === null || backdrop.current === null) return undefined;
    const made = new LivePlayer(video.current, backdrop.current, socketUrl(`live/${encodeURIComponent(camera.id)}`), setStatus);
    player.current = made;
    return () => {
      player.current = null;
      made.close();
    };
  }, [camera.id]);

  useEffect(() => player.current?.retryNow(), [linkEpoch, camera.state]);

  return (
    <section
      className={styles['tile']}
      data-testid={`tile-${camera.id}`}
      data-signal={status.unsupported === null ? status.signal.kind : 'unsupported'}
      aria-label={camera.name}
    >
      <header className={styles['bar']}>
        <h2 className={styles['name']} title={`${camera.name} (${camera.id})`}>
          {camera.name}
        </h2>
        <span className={styles['facts']}>
          {camera.width > 0 && (
            <span className={styles['wide']}>
              {camera.width}×{camera.height}
            </span>
          )}
          {camera.framesPerSecond > 0 && <span className={styles['wide']}>{t.framesPerSecond(Math.round(camera.framesPerSecond))}</span>}
          {status.lagSeconds !== null && (
            <span className={styles['lag']} data-testid={`lag-${camera.id}`}>
              {t.lag(status.lagSeconds.toFixed(2))}
            </span>
          )}
        </span>
        {camera.recording && camera.state === 'streaming' && (
          <span className={styles['rec']} title={t.recordingOn}>
            <Glyph name="record" size={11} />
            {t.recording}
          </span>
        )}
        <SignalBadge status={status} />
      </header>
      <button type="button" className={styles['picture']} aria-label={t.enlarge(camera.name)} onClick={() => onEnlarge(camera.id)}>
        <canvas ref={backdrop} className={styles['media']} width={16} height={9} />
        <video ref={video} className={styles['media']} muted playsInline autoPlay disablePictureInPicture tabIndex={-1} aria-hidden="true" />
      </button>
      <Overlay camera={camera} status={status} zone={zone} />
    </section>
  );
});

function SignalBadge({ status }: { readonly status: TileStatus }) {
  const { t } = useI18n();
  const { signal } = status;
  if (status.unsupported !== null || signal.kind === 'waiting') return null;
  if (signal.kind === 'live') {
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

function Overlay({ camera, status, zone }: { readonly camera: Camera; readonly status: TileStatus; readonly zone: string }) {
  const { t } = useI18n();
  const unsupported = unplayable(camera, status);
  if (unsupported !== null) {
    return <Notice glyph="failed" colour="high" title={t.unsupportedCodec(unsupported)} detail={null} />;
  }
  const look = STATE_LOOKS[camera.state];
  const unwell = camera.state !== 'streaming';
  const reason = unwell ? [look.word(t), camera.detail].filter(Boolean).join(' · ') : null;
  if (status.signal.kind === 'lost') {
    const since = status.signal.sinceMs;
    const title = since === null ? t.noSignal : t.noSignalSince(formatTime(since, zone));
    return <Notice glyph="warning" colour="critical" title={title} detail={reason ?? (status.tooSlow ? t.tooSlow : null)} lost />;
  }
  if (status.signal.kind === 'waiting') {
    return <Notice glyph={unwell ? look.glyph : 'connecting'} colour="muted" title={t.waitingForPicture} detail={reason} />;
  }
  return null;
}

/** The codec that keeps the picture away: this browser refused it, or the engine sends no live video of its kind. */
function unplayable(camera: Camera, status: TileStatus): string | null {
  if (status.unsupported !== null) return status.unsupported;
  const never = status.signal.kind === 'lost' && status.signal.sinceMs === null;
  return never && camera.codec !== null && !camera.codec.startsWith('avc') ? camera.codec : null;
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
    <div className={`${styles['notice']} ${lost ? styles['hatched'] : ''}`} role="status">
      <div className={styles['words']} style={{ '--tone': `var(--${colour})` } as CSSProperties}>
        <Glyph name={glyph} size={22} />
        <strong>{title}</strong>
        {detail !== null && <span>{detail}</span>}
      </div>
    </div>
  );
}
