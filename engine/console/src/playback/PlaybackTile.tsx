import { ActionIcon, Tooltip } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Camera } from '../api/types';
import { Glyph, type GlyphName } from '../app/Glyph';
import pane from '../app/Pane.module.css';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { formatTime } from '../time/format';
import { MaskBadge } from '../wall/MaskBadge';
import { causeText } from './causes';
import type { DeckPicture } from './playbackPlayer';
import styles from './PlaybackTile.module.css';

interface PlaybackTileProps {
  readonly id: string;
  /** Undefined where the site has none of that id; null while that is not known. */
  readonly camera: Camera | null | undefined;
  readonly picture: DeckPicture | undefined;
  readonly zone: string;
  readonly elements: { readonly current: Map<string, { video: HTMLVideoElement; backdrop: HTMLCanvasElement }> };
}

/** One camera's recorded picture, or the words why there is none. */
export function PlaybackTile({ id, camera, picture, zone, elements }: PlaybackTileProps) {
  const { t } = useI18n();
  const video = useRef<HTMLVideoElement>(null);
  const backdrop = useRef<HTMLCanvasElement>(null);
  const [muted, setMuted] = useState(true);
  // Before the deck is made, which looks for its elements in an effect.
  useLayoutEffect(() => {
    const { current } = elements;
    if (video.current !== null && backdrop.current !== null) current.set(id, { video: video.current, backdrop: backdrop.current });
    return () => void current.delete(id);
  }, [id, elements]);
  const name = camera?.name ?? id;
  return (
    <section className={styles['tile']} data-testid={`playback-${id}`} data-picture={picture?.kind ?? 'loading'} aria-label={name}>
      <header className={styles['head']}>
        <h2 className={pane['name']}>{name}</h2>
        <MaskBadge mask={camera?.mask ?? null} />
        {camera?.sound != null && (
          <Tooltip label={muted ? t.soundOn : t.soundOff}>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={muted ? t.soundOn : t.soundOff} aria-pressed={!muted} onClick={() => setMuted(!muted)}>
              <Glyph name={muted ? 'soundOff' : 'soundOn'} size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      <div className={styles['picture']}>
        <canvas ref={backdrop} className={pane['media']} width={16} height={9} />
        <video ref={video} className={pane['media']} muted={muted} playsInline disablePictureInPicture tabIndex={-1} aria-hidden="true" />
        <Words id={id} camera={camera} picture={picture} zone={zone} />
      </div>
    </section>
  );
}

function Words({ id, camera, picture, zone }: Pick<PlaybackTileProps, 'id' | 'camera' | 'picture' | 'zone'>) {
  const { t } = useI18n();
  const words = camera === undefined ? { glyph: 'failed' as const, title: t.noSuchCamera(id), detail: null, covers: true } : wordsOf(picture, zone, camera?.recording !== false, t);
  if (words === null) return null;
  return (
    <div className={`${pane['notice']} ${words.covers ? styles['covered'] : ''}`} role="status">
      <div className={pane['words']}>
        <Glyph name={words.glyph} size={20} />
        <strong>{words.title}</strong>
        {words.detail !== null && <span>{words.detail}</span>}
      </div>
    </div>
  );
}

interface TileWords {
  readonly glyph: GlyphName;
  readonly title: string;
  readonly detail: string | null;
  readonly covers: boolean;
}

function wordsOf(picture: DeckPicture | undefined, zone: string, recorded: boolean, t: Dictionary): TileWords | null {
  switch (picture?.kind) {
    case 'shown':
      return null;
    case 'gap': {
      const { fromMs, toMs, cause, text } = picture.gap;
      const detail = t.gapLine(formatTime(fromMs, zone), formatTime(toMs, zone), causeText(t, cause, text));
      return { glyph: 'warning', title: t.notRecorded, detail, covers: true };
    }
    case 'end':
      return { glyph: 'stopped', title: t.endOfRecording, detail: recorded ? t.endOfRecordingHint : t.cameraNotRecorded, covers: false };
    case 'unsupported':
      return { glyph: 'failed', title: t.unsupportedCodec(picture.codec), detail: null, covers: true };
    case 'error':
      return { glyph: 'failed', title: t.playbackFailed, detail: picture.text === 'failed' ? t.tryAgainSoon : `${picture.text} ${t.tryAgainSoon}`, covers: true };
    default:
      return { glyph: 'connecting', title: t.waitingForPicture, detail: null, covers: false };
  }
}
