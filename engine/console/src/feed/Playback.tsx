import { useEffect, useRef, useState } from 'react';
import { api, pageUrl } from '../api/client';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatDateTime } from '../time/format';
import styles from './Playback.module.css';
import { recordingAt } from './recordingAt';

const LOOK_AGAIN_MS = 5000;

type Found = ReturnType<typeof recordingAt> | 'searching';

/** Recorded video around an event. Framed and worded so that nobody takes it for live. */
export function Playback({ camera, timeMs, zone }: { readonly camera: string; readonly timeMs: number; readonly zone: string }) {
  const { t } = useI18n();
  const [found, setFound] = useState<Found>('searching');
  const [clockMs, setClockMs] = useState(timeMs);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let current = true;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const items = await api.recordings(camera).catch(() => []);
      if (!current) return;
      const there = recordingAt(items, timeMs);
      setFound(there);
      // The file that is being written is listed once it is complete.
      if (there === null) retry = setTimeout(() => void look(), LOOK_AGAIN_MS);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(retry);
    };
  }, [camera, timeMs]);

  if (found === 'searching') return <p className={styles['message']}>{t.loading}</p>;
  if (found === null) return <p className={styles['message']}>{t.noRecording}</p>;
  const { recording, offsetSeconds } = found;
  return (
    <figure className={styles['frame']} data-testid="playback">
      <figcaption>
        <Glyph name="play" size={12} />
        <strong>{t.playback}</strong>
        <time>{formatDateTime(clockMs, zone)}</time>
      </figcaption>
      <video
        ref={video}
        src={pageUrl(recording.url)}
        controls
        autoPlay
        muted
        playsInline
        onLoadedMetadata={() => video.current !== null && (video.current.currentTime = offsetSeconds)}
        onTimeUpdate={() => setClockMs(Date.parse(recording.start) + (video.current?.currentTime ?? 0) * 1000)}
      />
    </figure>
  );
}
