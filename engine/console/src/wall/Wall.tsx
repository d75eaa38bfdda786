import { useCallback, useMemo, useState, type CSSProperties } from 'react';
import type { SiteEvent } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { useKeys } from '../app/keys';
import { readParameter, writeParameters } from '../app/pageAddress';
import { EventDrawer } from '../feed/EventDrawer';
import { FeedPanel } from '../feed/FeedPanel';
import { useI18n } from '../i18n/i18n';
import { gridLayout, pageOf, parseGridChoice, type GridChoice } from './gridLayout';
import { GridTools } from './GridTools';
import { Header } from './Header';
import { HealthStrip } from './HealthStrip';
import { KeysHelp } from './KeysHelp';
import { LinkBar } from './LinkBar';
import { Tile } from './Tile';
import styles from './Wall.module.css';

function toggleFullScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => undefined);
  else void document.exitFullscreen();
}

function focusFeed(): void {
  const rows = document.querySelector('[data-feed-list]');
  const row = rows?.querySelector<HTMLElement>('[aria-current=true]') ?? rows?.querySelector<HTMLElement>('button');
  row?.focus();
}

/** The control room's main page: live pictures, states, events. */
export function Wall({ state }: { readonly state: ControlRoomState }) {
  const { t, language, setLanguage } = useI18n();
  const zone = state.site?.timeZone ?? 'UTC';
  const view = useWallView();
  const [help, setHelp] = useState(false);
  const [openEvent, setOpenEvent] = useState<SiteEvent | null>(null);
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
    page: (step) => view.setPage(Math.min(layout.pages - 1, Math.max(0, page + step))),
    feed: focusFeed,
    back: () => view.setCamera(null),
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  });

  const step = (by: -1 | 1): void => {
    const at = state.feed.events.findIndex((event) => event.id === openEvent?.id);
    const next = at < 0 ? undefined : state.feed.events[at + by];
    if (next !== undefined) setOpenEvent(next);
  };

  return (
    <div className={styles['wall']}>
      <Header state={state} zone={zone} onHelp={() => setHelp(true)} />
      <LinkBar state={state} />
      <main className={styles['main']}>
        <div className={styles['left']}>
          <div className={styles['grid']} style={{ '--columns': layout.columns, '--rows': layout.rows } as CSSProperties} aria-label={t.liveVideo} role="group">
            {shown.map((camera) => (
              <Tile key={camera.id} camera={camera} zone={zone} linkEpoch={state.linkEpoch} onEnlarge={enlarged === undefined ? view.setCamera : view.toGrid} />
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
        <FeedPanel feed={state.feed} loaded={state.feedLoaded} cameraNames={names} zone={zone} openId={openEvent?.id ?? null} onOpen={setOpenEvent} />
      </main>
      <EventDrawer
        event={openEvent}
        cameraName={openEvent === null ? '' : (names.get(openEvent.camera) ?? openEvent.camera)}
        zone={zone}
        onClose={() => setOpenEvent(null)}
        onStep={step}
      />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
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
  return { grid, page, camera, setGrid, setPage, setCamera, toGrid };
}
