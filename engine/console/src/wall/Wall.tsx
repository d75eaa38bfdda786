import { useCallback, useMemo, useState, type CSSProperties } from 'react';
import type { SiteEvent } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { useKeys } from '../app/keys';
import frame from '../app/Page.module.css';
import { readParameter, writeParameters } from '../app/pageAddress';
import { FeedPanel } from '../feed/FeedPanel';
import { useI18n } from '../i18n/i18n';
import { toggleFullScreen } from './fullScreen';
import { gridLayout, pageOf, parseGridChoice, type GridChoice } from './gridLayout';
import { GridTools } from './GridTools';
import { Header, type PageName } from './Header';
import { HotspotTile } from './HotspotTile';
import { HealthStrip } from './HealthStrip';
import { passedOver } from './keepingUp';
import { KeysHelp, wallKeys } from './KeysHelp';
import { LinkBar } from './LinkBar';
import { Tile, type TileActions } from './Tile';
import { walkTiles } from './walkTiles';
import styles from './Wall.module.css';

function focusFeed(): void {
  const rows = document.querySelector('[data-feed-list]');
  const row = rows?.querySelector<HTMLElement>('button');
  row?.focus();
}

/** From so many tiles on, the smaller streams are enough and spare the computer. */
const SUB_STREAMS_FROM = 9;

interface WallProps {
  readonly state: ControlRoomState;
  readonly onPlayback: (camera: string | null, event: SiteEvent | null) => void;
  readonly onZones: (camera: string) => void;
  readonly onLanes: (lane: string) => void;
  readonly onAlarms: () => void;
}

/** The control room's main page: live pictures, states, events. */
export function Wall({ state, onPlayback, onZones, onLanes, onAlarms }: WallProps) {
  const { t, language, setLanguage } = useI18n();
  const zone = state.site?.timeZone ?? 'UTC';
  const view = useWallView();
  const [help, setHelp] = useState(false);
  const cameras = state.cameras ?? [];
  const names = useMemo(() => new Map(state.cameras?.map((camera) => [camera.id, camera.name])), [state.cameras]);
  const enlarged = cameras.find((camera) => camera.id === view.camera);
  const layout = enlarged === undefined ? gridLayout(view.grid, cameras.length) : { columns: 1, rows: 1, pages: 1 };
  const page = Math.min(view.page, layout.pages - 1);
  const shown = enlarged === undefined ? pageOf(cameras, layout, page) : [enlarged];

  useKeys({
    help: () => setHelp(true),
    fullScreen: toggleFullScreen,
    grid: view.setGrid,
    playback: () => openPlayback(),
    zones: () => openZones(),
    lanes: () => onLanes(''),
    alarms: onAlarms,
    acknowledge: onAlarms,
    video: () => openPlayback(),
    sound: () => chosenCamera?.sound != null && setSound(!sound),
    ptz: () => chosenCamera?.ptz === true && setPtz(!ptz),
    hotspot: view.toggleHotspot,
    page: (step) => view.setPage(Math.min(layout.pages - 1, Math.max(0, page + step))),
    feed: focusFeed,
    back: () => view.setCamera(null),
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  });

  const [selected, select] = useState<string | null>(null);
  const [sound, setSound] = useState(false);
  const [ptz, setPtz] = useState(false);
  const chosen = enlarged?.id ?? shown.find(({ id }) => id === selected)?.id ?? null;
  const chosenCamera = shown.find(({ id }) => id === chosen);
  const setCamera = view.setCamera;
  const actions = useMemo<TileActions>(
    () => ({
      select: (id) => {
        select(id);
        setPtz(false);
      },
      enlarge: (id) => {
        select(id);
        setCamera(readParameter('camera') === id ? null : id);
      },
      playback: (id) => onPlayback(id, null),
      sound: setSound,
      ptz: setPtz,
    }),
    [onPlayback, setCamera],
  );
  const openEvent = useCallback((event: SiteEvent) => onPlayback(event.camera, event), [onPlayback]);
  const openZones = (): void => onZones(chosen ?? shown[0]?.id ?? '');
  const openPlayback = (): void => onPlayback(chosen ?? shown[0]?.id ?? null, null);
  const toPage = (page: PageName): void => {
    if (page === 'playback') openPlayback();
    else if (page === 'zones') openZones();
    else if (page === 'lanes') onLanes('');
    else if (page === 'alarms') onAlarms();
  };

  return (
    <div className={frame['page']}>
      <Header state={state} zone={zone} page="wall" onPage={toPage} onHelp={() => setHelp(true)} />
      <LinkBar state={state} />
      <main className={frame['main']}>
        <div className={frame['column']}>
          <div className={`${frame['tiles']} ${styles['grid']}`} style={{ '--columns': layout.columns, '--rows': layout.rows } as CSSProperties} aria-label={t.liveVideo} role="group" onKeyDown={(event) => walkTiles(event, layout.columns)}>
            {shown.map((camera) => (
              <Tile
                key={camera.id}
                camera={camera}
                zone={zone}
                linkEpoch={state.linkEpoch}
                small={layout.columns * layout.rows >= SUB_STREAMS_FROM}
                selected={camera.id === chosen}
                sound={sound}
                ptz={ptz}
                passedOver={passedOver(state.status, camera.id)}
                actions={actions}
              />
            ))}
            {cameras.length === 0 && (
              <div className={styles['empty']} role="status">
                <strong>{state.cameras === null ? t.loading : t.noCameras}</strong>
                {state.cameras !== null && <span>{t.noCamerasHint}</span>}
              </div>
            )}
          </div>
          <div className={styles['foot']}>
            <HealthStrip cameras={cameras} zone={zone} onChoose={view.setCamera} />
            <GridTools
              choice={view.grid}
              onChoice={view.setGrid}
              page={page}
              pages={layout.pages}
              onPage={view.setPage}
              enlarged={enlarged !== undefined}
              onBack={view.toGrid}
              onFullScreen={toggleFullScreen}
            />
          </div>
        </div>
        <div className={`${frame['column']} ${styles['right']}`}>
          {view.hotspot && cameras.length > 1 && enlarged === undefined && (
            <HotspotTile cameras={cameras} alarms={state.alarms} events={state.feed.events} zone={zone} linkEpoch={state.linkEpoch} actions={actions} />
          )}
          <FeedPanel feed={state.feed} loaded={state.feedLoaded} cameraNames={names} zone={zone} onOpen={openEvent} />
        </div>
      </main>
      <KeysHelp open={help} rows={wallKeys(t)} onClose={() => setHelp(false)} />
    </div>
  );
}

interface WallView {
  readonly grid: GridChoice;
  readonly page: number;
  readonly camera: string | null;
  readonly setGrid: (grid: GridChoice) => void;
  readonly setPage: (page: number) => void;
  readonly setCamera: (id: string | null) => void;
  readonly toGrid: () => void;
  readonly hotspot: boolean;
  readonly toggleHotspot: () => void;
}

/** Which tiles are shown; kept in the page's address. */
function useWallView(): WallView {
  const [grid, keepGrid] = useState(() => parseGridChoice(readParameter('grid')));
  const [page, keepPage] = useState(() => Math.max(0, Number(readParameter('page') ?? 1) - 1 || 0));
  const [camera, keepCamera] = useState(() => readParameter('camera'));
  const setCamera = useCallback((id: string | null) => {
    keepCamera(id);
    writeParameters({ camera: id });
  }, []);
  const setPage = useCallback((next: number) => {
    keepPage(next);
    writeParameters({ page: next === 0 ? null : String(next + 1) });
  }, []);
  const setGrid = useCallback(
    (next: GridChoice) => {
      keepGrid(next);
      writeParameters({ grid: next === 'auto' ? null : String(next) });
      setCamera(null);
      setPage(0);
    },
    [setCamera, setPage],
  );
  const toGrid = useCallback(() => setCamera(null), [setCamera]);
  const [hotspot, keepHotspot] = useState(() => readParameter('hotspot') !== '0');
  const toggleHotspot = useCallback(() => {
    writeParameters({ hotspot: hotspot ? '0' : null });
    keepHotspot(!hotspot);
  }, [hotspot]);
  return { grid, page, camera, setGrid, setPage, setCamera, toGrid, hotspot, toggleHotspot };
}
