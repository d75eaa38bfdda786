import { NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Camera } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { useKeys } from '../app/keys';
import frame from '../app/Page.module.css';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { toggleFullScreen } from '../wall/fullScreen';
import { Header, type PageName } from '../wall/Header';
import { KeysHelp, type KeyRow } from '../wall/KeysHelp';
import { LinkBar } from '../wall/LinkBar';
import type { ShapeName } from './zoneDraft';
import { ZonePanel } from './ZonePanel';
import { ZonePicture } from './ZonePicture';
import styles from './ZonesPage.module.css';
import { useZones } from './useZones';

interface ZonesPageProps {
  readonly state: ControlRoomState;
  /** The camera that the address names; empty for the first one. */
  readonly camera: string;
  readonly onCamera: (camera: string) => void;
  readonly onBack: () => void;
  readonly onPage: (page: PageName) => void;
}

/** Lane, line and privacy masks, drawn on a camera's picture and saved beside the site's file. */
export function ZonesPage({ state, camera: asked, onCamera, onBack, onPage }: ZonesPageProps) {
  const { t, language, setLanguage } = useI18n();
  const cameras = state.cameras ?? [];
  const camera = cameras.find(({ id }) => id === asked) ?? (asked === '' ? cameras[0] : undefined);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    document.title = `${t.zonesPage} · ${state.site?.site ?? t.product}`;
  }, [t, state.site?.site]);
  const changed = useRef(false);
  const leave = (go: () => void): void => {
    if (!changed.current || window.confirm(t.zoneLeave)) go();
  };
  const toPage = (page: PageName): void => leave(() => onPage(page));
  const nothing = (): void => undefined;
  useKeys({
    help: () => setHelp(true),
    fullScreen: toggleFullScreen,
    back: () => leave(onBack),
    wall: () => toPage('wall'),
    playback: () => toPage('playback'),
    zones: nothing,
    lanes: () => toPage('lanes'),
    alarms: () => toPage('alarms'),
    acknowledge: () => toPage('alarms'),
    grid: nothing,
    page: nothing,
    video: nothing,
    sound: nothing,
    ptz: nothing,
    hotspot: nothing,
    feed: nothing,
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
  });
  return (
    <div className={frame['page']}>
      <Header state={state} zone={state.site?.timeZone ?? 'UTC'} page="zones" onPage={toPage} onHelp={() => setHelp(true)} />
      <LinkBar state={state} />
      {camera === undefined ? (
        <main className={frame['main']}>
          <p role="status">{state.cameras === null ? t.loading : asked === '' ? t.noCameras : t.noSuchCamera(asked)}</p>
        </main>
      ) : (
        <Editor key={camera.id} camera={camera} cameras={cameras} onCamera={(id) => leave(() => onCamera(id))} onChanged={(now) => (changed.current = now)} />
      )}
      <KeysHelp open={help} rows={zoneKeys(t)} onClose={() => setHelp(false)} />
    </div>
  );
}

interface EditorProps {
  readonly camera: Camera;
  readonly cameras: readonly Camera[];
  readonly onCamera: (camera: string) => void;
  readonly onChanged: (changed: boolean) => void;
}

function Editor({ camera, cameras, onCamera, onChanged }: EditorProps) {
  const { t } = useI18n();
  const zones = useZones(camera.id);
  const [chosen, choose] = useState<ShapeName | null>(null);
  useEffect(() => {
    onChanged(zones.changed);
    return () => onChanged(false);
  }, [zones.changed]);
  useKeepFromLeaving(zones.changed);
  return (
    <main className={frame['main']}>
      <section className={frame['column']} aria-label={t.zonesOf(camera.name)} data-testid="zones">
        {zones.draft !== null && <ZonePicture camera={camera} draft={zones.draft} chosen={chosen} onChoose={choose} onEdit={zones.edit} />}
      </section>
      <aside className={styles['panel']} aria-label={t.zoneShapes}>
        <NativeSelect
          label={t.camera}
          value={camera.id}
          onChange={(event) => onCamera(event.currentTarget.value)}
          data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
          data-testid="zone-camera"
        />
        <ZonePanel camera={camera} zones={zones} chosen={chosen} onChoose={choose} />
      </aside>
    </main>
  );
}

/** The browser asks before it lets go of what was drawn and not saved. */
function useKeepFromLeaving(changed: boolean): void {
  useEffect(() => {
    if (!changed) return undefined;
    const keep = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [changed]);
}

function zoneKeys(t: Dictionary): readonly KeyRow[] {
  return [
    [['?'], t.keyHelp],
    [['Tab'], t.keyZoneCorners],
    [['← ↑ → ↓'], t.keyZoneMove],
    [['Shift', '← ↑ → ↓'], t.keyZoneMoveFar],
    [['+', 'Delete'], t.keyZoneCorner],
    [['F'], t.keyFullScreen],
    [['Esc'], t.keyToWall],
    [['1'], t.wall],
    [['Shift', 'L'], t.keyLanguage],
  ];
}
