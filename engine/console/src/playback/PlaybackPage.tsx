import { Button } from '@mantine/core';
import { useEffect, useMemo, useState, type CSSProperties } from 'react';
import { subjectOf, type Camera } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { Glyph } from '../app/Glyph';
import frame from '../app/Page.module.css';
import { writeParameters } from '../app/pageAddress';
import { useStable } from '../app/useStable';
import { focusCorrection } from '../feed/Correction';
import { visibleEvents } from '../feed/feedState';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { dayOf, formatDate, formatOffset, formatTime } from '../time/format';
import { Header, type PageName } from '../wall/Header';
import { KeysHelp, type KeyRow } from '../wall/KeysHelp';
import { LinkBar } from '../wall/LinkBar';
import { toggleFullScreen } from '../wall/fullScreen';
import { causeText } from './causes';
import { DayBar } from './DayBar';
import { DayChoice } from './DayChoice';
import { ExportDialog } from './ExportDialog';
import { LEAD_MS, playbackParameters, type PlaybackAddress } from './playbackAddress';
import type { DeckState } from './playbackDeck';
import { usePlaybackKeys, type PlaybackCommand } from './playbackKeys';
import styles from './PlaybackPage.module.css';
import { PlaybackTile } from './PlaybackTile';
import { Shuttle } from './Shuttle';
import { SidePanel, useEvent } from './SidePanel';
import { spanAround, type Zoom } from './timeline';
import { usePlaybackDeck } from './usePlaybackDeck';
import { useTimelines } from './useTimelines';

interface PlaybackPageProps {
  readonly state: ControlRoomState;
  readonly address: PlaybackAddress;
  readonly onOpen: (address: PlaybackAddress) => void;
  readonly onLeave: () => void;
  readonly onBack: () => void;
  readonly onZones: (camera: string) => void;
  readonly onLanes: (lane: string) => void;
  readonly onAlarms: () => void;
}

const NONE: readonly Camera[] = [];
const ADDRESS_EVERY_MS = 2000;
const SEEK_MS = 5000;
/** The hand on the bar need not move more often. */
const BAR_STEP_MS = 500;

/** Recorded video of up to four cameras in step. Framed, worded and clocked so that nobody takes it for live; it never becomes live. */
export function PlaybackPage({ state, address, onOpen, onLeave, onBack, onZones, onLanes, onAlarms }: PlaybackPageProps) {
  const { t, language, setLanguage } = useI18n();
  const zone = state.site?.timeZone ?? 'UTC';
  const { deck, state: deckState, elements } = usePlaybackDeck(address.cameras, address.atMs, address.speed);
  const [zoom, setZoom] = useState<Zoom>('day');
  const [dialog, setDialog] = useState<'keys' | 'export' | null>(null);
  const all = state.cameras ?? NONE;
  const { event, finding } = useEvent(address.event, state.feed.events);
  const atMs = deckState.wallMs;
  const { startMs, endMs } = useMemo(() => dayOf(Math.floor(atMs / 60_000) * 60_000, zone), [Math.floor(atMs / 60_000), zone]);
  const { fromMs, toMs } = spanAround(zoom, atMs, startMs, endMs);
  const span = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const timelines = useTimelines(address.cameras, span);
  const shown = useMemo(() => address.cameras.map((id) => ({ id, name: all.find((camera) => camera.id === id)?.name ?? id })), [address.cameras, state.cameras]);
  useAddress(address, deckState);
  useEffect(() => {
    document.title = `${t.playback} · ${state.site?.site ?? t.product}`;
  }, [t, state.site?.site]);

  const seek = useStable((ms: number) => deck?.seek(ms));
  const stepEvent = useStable((by: -1 | 1) => {
    const rows = visibleEvents(state.feed, 'all');
    const current = state.feed.events.find((each) => each.id === address.event);
    const at = current === undefined ? -1 : rows.findIndex((each) => subjectOf(each) === subjectOf(current));
    const next = rows[at < 0 ? 0 : at + by];
    if (next === undefined) return;
    const to = Date.parse(next.time) - LEAD_MS;
    onOpen({ ...address, cameras: address.cameras.includes(next.camera) ? address.cameras : [next.camera], atMs: to, event: next.id });
    seek(to);
  });
  const chooseCameras = useStable((cameras: readonly string[]) => onOpen({ ...address, cameras, atMs, speed: deckState.rate }));
  const toPage = useStable((page: PageName) => {
    if (page === 'wall') onLeave();
    else if (page === 'zones') onZones(address.cameras[0] ?? '');
    else if (page === 'lanes') onLanes('');
    else if (page === 'alarms') onAlarms();
  });
  const help = useStable(() => setDialog('keys'));
  const commands: Record<PlaybackCommand, () => void> = {
    toggle: () => deck?.toggle(),
    backwards: () => deck?.backwards(),
    pause: () => deck?.pause(),
    faster: () => deck?.faster(),
    stepBack: () => deck?.step(-1),
    stepForward: () => deck?.step(1),
    back5: () => seek(atMs - SEEK_MS),
    forward5: () => seek(atMs + SEEK_MS),
    newer: () => stepEvent(-1),
    older: () => stepEvent(1),
    export: () => setDialog('export'),
    correct: focusCorrection,
    leave: onBack,
    wall: onLeave,
    lanes: () => onLanes(''),
    alarms: onAlarms,
    help: () => setDialog('keys'),
    fullScreen: toggleFullScreen,
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  };
  usePlaybackKeys((command) => commands[command]());

  return (
    <div className={frame['page']}>
      <Header state={state} zone={zone} page="playback" onPage={toPage} onHelp={help} />
      <LinkBar state={state} />
      <main className={frame['main']}>
        <div className={frame['column']}>
          <section className={styles['frame']} data-testid="playback" aria-label={t.playbackOf(shown.map(({ name }) => name).join(', '))}>
            <Title atMs={atMs} zone={zone} onLeave={onLeave} />
            <div className={`${frame['tiles']} ${styles['tiles']}`} style={{ '--columns': shown.length > 1 ? 2 : 1, '--rows': shown.length > 2 ? 2 : 1 } as CSSProperties}>
              {shown.map(({ id }, i) => (
                <PlaybackTile key={id} id={id} camera={state.cameras === null ? null : all.find((camera) => camera.id === id)} picture={deckState.pictures[i]} zone={zone} elements={elements} />
              ))}
            </div>
            <Skipped state={deckState} zone={zone} />
          </section>
          <Shuttle deck={deck} state={deckState} zone={zone} onSeek={seek} onExport={() => setDialog('export')} />
          <DayChoice cameras={address.cameras} atMs={Math.floor(atMs / 1000) * 1000} zone={zone} onSeek={seek} />
          <DayBar span={span} zone={zone} atMs={Math.floor(atMs / BAR_STEP_MS) * BAR_STEP_MS} cameras={shown} timelines={timelines} zoom={zoom} onZoom={setZoom} onSeek={seek} />
        </div>
        <SidePanel
          event={event}
          finding={finding}
          cameras={all}
          chosen={address.cameras}
          zone={zone} role={state.session?.role ?? null}
          onCameras={chooseCameras}
          onStep={stepEvent}
        />
      </main>
      <ExportDialog open={dialog === 'export'} onClose={() => setDialog(null)} cameras={shown} atMs={atMs} zone={zone} />
      <KeysHelp open={dialog === 'keys'} rows={playbackRows(t)} onClose={() => setDialog(null)} />
    </div>
  );
}

/** The word and the recording's own clock, larger than any other on the page. */
function Title({ atMs, zone, onLeave }: { readonly atMs: number; readonly zone: string; readonly onLeave: () => void }) {
  const { t } = useI18n();
  const part = String(Math.floor(atMs % 1000)).padStart(3, '0');
  return (
    <header className={styles['title']}>
      <Glyph name="play" size={16} />
      <strong>{t.playback}</strong>
      <span className={styles['notLive']}>{t.notLive}</span>
      <span className={styles['date']}>
        {formatDate(atMs, zone)} {formatOffset(atMs, zone)}
      </span>
      <time className={styles['clock']} dateTime={new Date(atMs).toISOString()} aria-label={t.recordedTime} data-testid="recording-clock">
        {formatTime(atMs, zone)}
        <small>.{part}</small>
      </time>
      <Button variant="default" size="xs" leftSection={<Glyph name="left" size={12} />} onClick={onLeave} data-testid="back-to-live">
        {t.backToLive}
      </Button>
    </header>
  );
}

function Skipped({ state: { skipped }, zone }: { readonly state: DeckState; readonly zone: string }) {
  const { t } = useI18n();
  if (skipped === null) return null;
  return (
    <p className={styles['skipped']} role="status">
      {t.skippedGap(formatTime(skipped.fromMs, zone), formatTime(skipped.toMs, zone), causeText(t, skipped.text, ''))}
    </p>
  );
}

/** Keeps the moment in the address, so that a reload or a link shows the same. */
function useAddress(address: PlaybackAddress, { wallMs, rate, playing }: DeckState): void {
  const slot = playing ? Math.floor(performance.now() / ADDRESS_EVERY_MS) : wallMs;
  useEffect(() => {
    writeParameters(playbackParameters({ ...address, atMs: wallMs, speed: rate }));
    // The moment changes all the time; it is written down when the slot does.
  }, [slot, rate, address]);
}

function playbackRows(t: Dictionary): readonly KeyRow[] {
  return [
    [['?'], t.keyHelp],
    [['Space'], t.keyPlay],
    [['J', 'K', 'L'], t.keyShuttle],
    [[',', '.'], t.keySteps],
    [['←', '→'], t.keySeek],
    [['↑', '↓'], t.keyEvents],
    [['X'], t.keyExport],
    [['E'], t.keyCorrect],
    [['F'], t.keyFullScreen],
    [['Esc'], t.keyToWall],
    [['1'], t.wall],
    [['Shift', 'L'], t.keyLanguage],
  ];
}
