import { ActionIcon, Tooltip } from '@mantine/core';
import type { Camera } from '../api/types';
import { Glyph, type GlyphName } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import type { TileStatus } from '../live/livePlayer';
import type { TileActions } from './Tile';
import styles from './Tile.module.css';

interface TileToolsProps {
  readonly camera: Camera;
  readonly status: TileStatus;
  readonly sound: boolean;
  readonly ptz: boolean;
  readonly actions: TileActions;
}

/** What can be done with the selected tile. */
export function TileTools({ camera, status, sound, ptz, actions }: TileToolsProps) {
  const { t } = useI18n();
  return (
    <div className={styles['tools']} role="toolbar" aria-label={camera.name}>
      {camera.sound != null && (
        <Press
          glyph={sound ? 'soundOn' : 'soundOff'}
          label={sound ? (status.silence ?? t.soundOff) : t.soundOn}
          keys="M"
          pressed={sound}
          onClick={() => actions.sound(!sound)}
        />
      )}
      {camera.ptz === true && <Press glyph="move" label={t.ptz} keys="P" pressed={ptz} onClick={() => actions.ptz(!ptz)} />}
      {camera.recording && <Press glyph="play" label={t.playbackPage} keys="V" onClick={() => actions.playback(camera.id)} />}
    </div>
  );
}

interface PressProps {
  readonly glyph: GlyphName;
  readonly label: string;
  readonly keys: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Press({ glyph, label, keys, pressed, onClick }: PressProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant={pressed === true ? 'filled' : 'default'} size={30} aria-label={label} aria-pressed={pressed} aria-keyshortcuts={keys} onClick={onClick}>
        <Glyph name={glyph} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
