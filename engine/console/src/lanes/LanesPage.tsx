import { NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { GateAction, GateLane } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { useKeys } from '../app/keys';
import frame from '../app/Page.module.css';
import { Picture, snapshotOf } from '../feed/Picture';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { toggleFullScreen } from '../wall/fullScreen';
import { Header, type PageName } from '../wall/Header';
import { KeysHelp, type KeyRow } from '../wall/KeysHelp';
import { LinkBar } from '../wall/LinkBar';
import { Tile, type TileActions } from '../wall/Tile';
import { LaneDialog } from './LaneDialog';
import { LanePanel } from './LanePanel';
import styles from './Lanes.module.css';
import { pictureEvent } from './laneRules';
import { StaleLanes } from './StaleLanes';
import { useLanes } from './useLane';

interface LanesPageProps {
  readonly state: ControlRoomState;
  /** The lane that the address names; empty for the first one. */
  readonly lane: string;
  readonly onLane: (lane: string) => void;
  readonly onPlayback: (camera: string) => void;
  readonly onPage: (page: PageName) => void;
}

/** A gate lane: its picture, who is there, what was decided, and what a guard can do. */
export function LanesPage({ state, lane: asked, onLane, onPlayback, onPage }: LanesPageProps) {
  const { t, language, setLanguage } = useI18n();
  const { lanes, problem, heardMs, press, send } = useLanes();
  const lane = lanes?.find(({ name }) => name === asked) ?? (asked === '' ? lanes?.[0] : undefined);
  const [dialog, setDialog] = useState<GateAction | 'keys' | null>(null);
  const current = state.link === 'up' && problem === null;
  const may = state.session !== null && state.session.role !== 'viewer' && current && lane !== undefined;
  useEffect(() => {
    document.title = `${t.lanesPage} · ${state.site?.site ?? t.product}`;
  }, [t, state.site?.site]);
  const nothing = (): void => undefined;
  const choose = (select: HTMLSelectElement): void => {
    const { value } = select;
    // A select that keeps the focus takes O, D and T for the beginning of a lane's name.
    select.blur();
    onLane(value);
  };
  const begin = (action: GateAction): void => {
    if (may) setDialog(action);
  };
  useKeys({
    help: () => setDialog('keys'),
    fullScreen: toggleFullScreen,
    back: () => onPage('wall'),
    wall: () => onPage('wall'),
    playback: () => onPage('playback'),
    zones: () => onPage('zones'),
    lanes: nothing,
    alarms: () => onPage('alarms'),
    acknowledge: () => onPage('alarms'),
    openBarrier: () => begin('open'),
    deny: () => begin('deny'),
    typed: () => begin('typed'),
    video: () => lane?.front[0] !== undefined && onPlayback(lane.front[0]),
    grid: nothing,
    page: nothing,
    sound: nothing,
    ptz: nothing,
    hotspot: nothing,
    feed: nothing,
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  });
  const zone = state.site?.timeZone ?? 'UTC';
  return (
    <div className={frame['page']}>
      <Header state={state} zone={zone} page="lanes" onPage={onPage} onHelp={() => setDialog('keys')} />
      <LinkBar state={state} />
      <main className={frame['main']} data-testid="lanes">
        {lane === undefined ? (
          <p role="status">{problem ?? (lanes === null ? t.loading : lanes.length === 0 ? t.laneNone : t.laneUnknown(asked))}</p>
        ) : (
          <>
            <div className={frame['column']}>
              {lanes !== null && lanes.length > 1 && (
                <NativeSelect aria-label={t.lanesPage} data-testid="lane-choice" value={lane.name} onChange={(event) => choose(event.currentTarget)} data={lanes.map(({ name }) => name)} />
              )}
              <Pictures state={state} lane={lane} zone={zone} onPlayback={onPlayback} />
            </div>
            <div className={styles['side']}>
              {problem !== null && heardMs !== null && <StaleLanes problem={problem} heardMs={heardMs} />}
              <LanePanel lane={lane} zone={zone} session={state.session} lost={!current} press={press?.lane === lane.name ? press : null} onAction={begin} />
            </div>
            <LaneDialog lane={lane} zone={zone} lost={!current} action={dialog === 'keys' ? null : dialog} onClose={() => setDialog(null)} onSend={(order) => send(lane.name, order)} />
          </>
        )}
      </main>
      <KeysHelp open={dialog === 'keys'} rows={laneKeys(t)} onClose={() => setDialog(null)} />
    </div>
  );
}

interface PicturesProps {
  readonly state: ControlRoomState;
  readonly lane: GateLane;
  readonly zone: string;
  readonly onPlayback: (camera: string) => void;
}

/** What its cameras show now, and the pictures of the vehicle that is there. */
function Pictures({ state, lane, zone, onPlayback }: PicturesProps) {
  const { t } = useI18n();
  const cameras = [...lane.front, ...lane.rear].flatMap((id) => state.cameras?.filter((camera) => camera.id === id) ?? []);
  const event = pictureEvent(state.feed.events, lane);
  const actions = useMemo<TileActions>(() => {
    const nothing = (): void => undefined;
    return { select: nothing, enlarge: nothing, playback: onPlayback, sound: nothing, ptz: nothing };
  }, [onPlayback]);
  return (
    <>
      <div className={styles['tiles']}>
        {cameras.map((camera) => (
          <Tile key={camera.id} camera={camera} zone={zone} linkEpoch={state.linkEpoch} small={false} selected={false} sound={false} ptz={false} passedOver={null} actions={actions} />
        ))}
      </div>
      {event !== null && (
        <div className={styles['pictures']} data-testid="lane-pictures">
          <Picture className={styles['scene']} snapshot={snapshotOf(event, 'scene')} alt={t.scenePicture} />
          <Picture className={styles['crop']} snapshot={snapshotOf(event, 'crop')} alt={t.platePicture(lane.vehicle?.plate ?? '')} />
        </div>
      )}
    </>
  );
}

function laneKeys(t: Dictionary): readonly KeyRow[] {
  return [
    [['?'], t.keyHelp],
    [['1', '4', '5', '6', '0'], t.keyPagesByNumber],
    [['O'], t.laneActions.open],
    [['D'], t.laneActions.deny],
    [['T'], t.laneActions.typed],
    [['V'], t.keyAlarmVideo],
    [['Esc'], t.keyBack],
    [['Shift', 'L'], t.keyLanguage],
  ];
}
