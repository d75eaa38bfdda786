import { MantineProvider } from '@mantine/core';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { AlarmsPage } from '../alarms/AlarmsPage';
import { mostUrgent } from '../alarms/alarmRules';
import { alarmSound } from '../alarms/alarmSound';
import type { Alarm, SiteEvent } from '../api/types';
import { ContractPage } from '../contract/ContractPage';
import { I18nProvider, useI18n } from '../i18n/i18n';
import { LanesPage } from '../lanes/LanesPage';
import { LEAD_MS } from '../playback/playbackAddress';
import { PlaybackPage } from '../playback/PlaybackPage';
import { serverClock } from '../time/serverClock';
import { LinkBar } from '../wall/LinkBar';
import type { PageName } from '../wall/Header';
import { Wall } from '../wall/Wall';
import { ZonesPage } from '../zones/ZonesPage';
import { ControlRoom } from './controlRoom';
import { ErrorScreen } from './ErrorScreen';
import { FirstAdmin, Login } from './Login';
import { readParameter } from './pageAddress';
import { usePageView } from './pageView';
import { cssVariables, theme } from './theme';

const room = new ControlRoom();

/** What is behind the address that the engine shows on its console while it has no users; it never leaves the page. */
function firstAdminCode(): string | null {
  const prefix = '#first-admin=';
  return location.hash.startsWith(prefix) ? location.hash.slice(prefix.length) : null;
}

/** How far back playback begins that was not opened from an event. */
const WITHOUT_EVENT_MS = 30_000;

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="dark" cssVariablesResolver={cssVariables}>
      <I18nProvider>
        <ErrorScreen>
          {readParameter('view') === 'api' ? <ContractPage /> : <Page />}
        </ErrorScreen>
      </I18nProvider>
    </MantineProvider>
  );
}

function Page() {
  const { t } = useI18n();
  const state = useSyncExternalStore(room.subscribe, room.read);
  const view = usePageView();
  const { open } = view;
  const openPlayback = useCallback(
    (camera: string | null, event: SiteEvent | null) => {
      const asked = camera ?? room.read().cameras?.[0]?.id;
      if (asked === undefined) return;
      const atMs = event === null ? serverClock.nowMs() - WITHOUT_EVENT_MS : Date.parse(event.time) - LEAD_MS;
      open({ cameras: [asked], atMs, event: event?.id ?? null, speed: 1 });
    },
    [open],
  );
  const [code, setCode] = useState(firstAdminCode);
  const firstAdminDone = useCallback(() => {
    history.replaceState(null, '', location.pathname + location.search);
    setCode(null);
    void room.start();
  }, []);
  useEffect(() => void room.start(), []);
  useEffect(() => {
    if (state.sessionEnded) alarmSound.end();
  }, [state.sessionEnded]);
  const site = state.site?.site;
  const onWall = view.playback === null && view.zones === null && view.alarms === null && view.lane === null;
  useEffect(() => {
    if (onWall) document.title = site === undefined ? t.product : `${site} · ${t.product}`;
  }, [site, t, onWall]);
  if (code !== null) return <FirstAdmin code={code} onDone={firstAdminDone} />;
  if (state.phase === 'login') return <Login ended={state.sessionEnded} onLogin={(order) => room.login(order)} />;
  const openAlarms = (): void => view.openAlarms(mostUrgent(state.alarms)?.number ?? 0);
  const toPage = (page: PageName): void => {
    if (page === 'wall') view.leave();
    else if (page === 'playback') openPlayback(view.zones || null, null);
    else if (page === 'zones') view.openZones('');
    else if (page === 'lanes') view.openLane('');
    else openAlarms();
  };
  if (state.phase === 'running' && view.playback !== null) {
    return <PlaybackPage state={state} address={view.playback} onOpen={view.open} onLeave={view.leave} onBack={view.back} onZones={view.openZones} onLanes={view.openLane} onAlarms={openAlarms} />;
  }
  if (state.phase === 'running' && view.alarms !== null) {
    const video = (alarm: Alarm): void => {
      const [camera] = alarm.cameras;
      if (camera !== undefined) view.open({ cameras: [camera], atMs: Date.parse(alarm.since) - LEAD_MS, event: null, speed: 1 });
    };
    return <AlarmsPage state={state} chosen={view.alarms} onChoose={view.openAlarms} onChanged={room.showAlarm} onVideo={video} onPage={toPage} />;
  }
  if (state.phase === 'running' && view.lane !== null) {
    return <LanesPage state={state} lane={view.lane} onLane={view.openLane} onPlayback={(camera) => openPlayback(camera, null)} onPage={toPage} />;
  }
  if (state.phase === 'running' && view.zones !== null) {
    return <ZonesPage state={state} camera={view.zones} onCamera={view.openZones} onBack={view.back} onPage={toPage} />;
  }
  if (state.phase === 'running') return <Wall state={state} onPlayback={openPlayback} onZones={view.openZones} onLanes={view.openLane} onAlarms={openAlarms} />;
  return (
    <main>
      <LinkBar state={state} />
      <h1 className="visually-hidden">{t.product}</h1>
      <p style={{ textAlign: 'center', marginTop: '40vh', color: 'var(--muted)' }} role="status">
        {t.loading}
      </p>
    </main>
  );
}
