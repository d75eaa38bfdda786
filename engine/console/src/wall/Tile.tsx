import { memo, useState } from 'react';
import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import pane from '../app/Pane.module.css';
import { useI18n } from '../i18n/i18n';
import { codecName, codecOf } from '../live/codecs';
import type { TileStatus } from '../live/livePlayer';
import { ClockBadge } from './ClockBadge';
import { DensityBadge } from './DensityBadge';
import { LoadBadge } from './LoadBadge';
import { MaskBadge } from './MaskBadge';
import { PictureBadge } from './PictureBadge';
import { PtzPad } from './PtzPad';
import styles from './Tile.module.css';
import { Overlay, SignalBadge } from './TileSignal';
import { TileTools } from './TileTools';
import { useTilePlayer, useWidth } from './useTilePlayer';

export interface TileProps {
  readonly camera: Camera;
  readonly zone: string;
  readonly linkEpoch: number;
  /** Its smaller stream is enough. */
  readonly small: boolean;
  readonly selected: boolean;
  readonly sound: boolean;
  readonly ptz: boolean;
  /** Percent of its pictures that its analysis passes over; null while it keeps up. */
  readonly passedOver: number | null;
  readonly actions: TileActions;
  /** Where a camera has two tiles, the second is told apart by it. */
  readonly testId?: string;
}

export interface TileActions {
  readonly select: (id: string) => void;
  readonly enlarge: (id: string) => void;
  readonly playback: (id: string) => void;
  readonly sound: (on: boolean) => void;
  readonly ptz: (on: boolean) => void;
}

/** One live picture with all that is needed to know whether to trust it, and what can be done with it while it is selected. */
export const Tile = memo(function Tile({ camera, zone, linkEpoch, small, selected, sound, ptz, passedOver, actions, testId }: TileProps) {
  const { t } = useI18n();
  const [picture, setPicture] = useState<HTMLElement | null>(null);
  const stream = small && camera.sub === true ? 'sub' : 'main';
  const { video, backdrop, status, stills } = useTilePlayer(camera, { stream, sound: sound && selected }, linkEpoch);
  const width = useWidth(picture);
  return (
    <section
      className={`${styles['tile']} ${selected ? styles['selected'] : ''}`}
      data-testid={testId ?? `tile-${camera.id}`}
      data-signal={status.signal.kind}
      data-stills={stills}
      data-selected={selected}
      aria-label={camera.name}
    >
      <header className={styles['bar']}>
        <h2 className={pane['name']} title={`${camera.name} (${camera.id})`}>
          {camera.name}
        </h2>
        <Facts camera={camera} status={status} mark={testId ?? camera.id} />
        <DensityBadge camera={camera} mark={testId ?? camera.id} shownWidth={status.init?.width ?? 0} drawnWidth={width} />
        <MaskBadge mask={camera.mask ?? null} />
        <LoadBadge percent={passedOver} />
        <ClockBadge seconds={camera.clockDifferenceSeconds ?? null} />
        {camera.pictureFault != null && <PictureBadge camera={camera} fault={camera.pictureFault} zone={zone} mark={testId ?? camera.id} />}
        {camera.recording && camera.state === 'streaming' && (
          <span className={styles['rec']} title={t.recordingOn}>
            <Glyph name="record" size={11} />
            {t.recording}
          </span>
        )}
        <SignalBadge status={status} />
      </header>
      <button
        ref={setPicture}
        type="button"
        className={styles['picture']}
        aria-label={selected ? t.enlarge(camera.name) : t.select(camera.name)}
        data-tile-picture
        onClick={() => (selected ? actions.enlarge(camera.id) : actions.select(camera.id))}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && actions.select(camera.id)}
      >
        <canvas ref={backdrop} className={`${pane['media']} ${styles['media']}`} width={16} height={9} />
        <video ref={video} className={`${pane['media']} ${styles['media']}`} muted={!(sound && selected)} playsInline autoPlay disablePictureInPicture tabIndex={-1} aria-hidden="true" hidden={stills} />
      </button>
      <Overlay camera={camera} status={status} stills={stills} zone={zone} />
      {selected && <TileTools camera={camera} status={status} sound={sound} ptz={ptz} actions={actions} />}
      {selected && ptz && camera.ptz === true && <PtzPad key={camera.id} camera={camera.id} onClose={() => actions.ptz(false)} />}
    </section>
  );
});

/** What the tile shows: the stream that really comes, and how far it is behind. */
function Facts({ camera, status, mark }: { readonly camera: Camera; readonly status: TileStatus; readonly mark: string }) {
  const { t } = useI18n();
  const { init } = status;
  return (
    <span className={styles['facts']}>
      {init !== null && (
        <span className={styles['wide']}>
          {init.width}×{init.height} {codecName(codecOf(init.mime))}
        </span>
      )}
      {init?.stream === 'sub' && (
        <span className={styles['wide']} title={status.notice ?? t.subStreamHint} data-testid={`sub-${mark}`}>
          {t.subStream}
        </span>
      )}
      {camera.framesPerSecond > 0 && <span className={styles['wider']}>{t.framesPerSecond(Math.round(camera.framesPerSecond))}</span>}
      {status.lagSeconds !== null && (
        <span className={styles['lag']} data-testid={`lag-${mark}`}>
          {t.lag(status.lagSeconds.toFixed(2))}
        </span>
      )}
    </span>
  );
}
