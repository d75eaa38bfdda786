import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { Glyph, type GlyphName } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { JumpTo } from './JumpTo';
import type { DeckState, PlaybackDeck } from './playbackDeck';
import styles from './PlaybackPage.module.css';
import { keysOnly, SPEEDS } from './speeds';

interface ShuttleProps {
  readonly deck: PlaybackDeck | null;
  readonly state: DeckState;
  readonly zone: string;
  readonly onSeek: (ms: number) => void;
  readonly onExport: () => void;
}

/** Play, pause, step, faster, backwards, go to a time. */
export function Shuttle({ deck, state, zone, onSeek, onExport }: ShuttleProps) {
  const { t } = useI18n();
  const speed = Math.abs(state.rate);
  return (
    <div className={styles['shuttle']}>
      <Press glyph="stepBack" label={t.stepBack} keys="," onClick={() => deck?.step(-1)} />
      <Press glyph="backwards" label={t.playBackwards} keys="J" onClick={() => deck?.backwards()} />
      <Press glyph={state.playing ? 'pause' : 'play'} label={state.playing ? t.pause : t.play} keys="Space" onClick={() => deck?.toggle()} large />
      <Press glyph="forwards" label={t.playFaster} keys="L" onClick={() => deck?.faster()} />
      <Press glyph="stepForward" label={t.stepForward} keys="." onClick={() => deck?.step(1)} />
      <SegmentedControl
        size="xs"
        aria-label={t.speed}
        value={String(speed)}
        onChange={(value) => deck?.play(Number(value) * (state.rate < 0 ? -1 : 1))}
        data={SPEEDS.map((each) => ({ value: String(each), label: t.speedOf(each) }))}
      />
      <span className={styles['doing']} role="status" data-testid="deck-state" data-playing={state.playing} data-held={state.held} data-rate={state.rate}>
        {doing(state, t)}
        {keysOnly(state.rate) && <small>{t.keyPicturesOnly}</small>}
      </span>
      <JumpTo zone={zone} atMs={state.wallMs} onJump={onSeek} />
      <Button variant="default" size="xs" leftSection={<Glyph name="export" size={13} />} onClick={onExport}>
        {t.exportVideo}
      </Button>
    </div>
  );
}

function doing(state: DeckState, t: ReturnType<typeof useI18n>['t']): string {
  if (!state.playing) return t.statePaused;
  if (state.ended) return t.endOfRecording;
  return state.held ? t.stateHeld : t.statePlaying(state.rate);
}

interface PressProps {
  readonly glyph: GlyphName;
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly large?: boolean;
}

function Press({ glyph, label, keys, onClick, large = false }: PressProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant={large ? 'filled' : 'default'} size={large ? 40 : 32} aria-label={label} aria-keyshortcuts={keys} onClick={onClick}>
        <Glyph name={glyph} size={large ? 18 : 14} />
      </ActionIcon>
    </Tooltip>
  );
}
