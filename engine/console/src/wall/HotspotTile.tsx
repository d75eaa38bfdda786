import { useEffect, useMemo, useRef, useState } from 'react';
import type { Alarm, Camera, SiteEvent } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatTime } from '../time/format';
import { DWELL_MS, newest, nextHotspot, type Hotspot } from './hotspot';
import styles from './HotspotTile.module.css';
import { Tile, type TileActions } from './Tile';

interface HotspotTileProps {
  readonly cameras: readonly Camera[];
  readonly alarms: readonly Alarm[];
  readonly events: readonly SiteEvent[];
  readonly zone: string;
  readonly linkEpoch: number;
  readonly actions: TileActions;
}

/** The tile that shows where something just happened. */
export function HotspotTile({ cameras, alarms, events, zone, linkEpoch, actions }: HotspotTileProps) {
  const { t } = useI18n();
  const spot = useHotspot(alarms, events);
  const camera = cameras.find(({ id }) => id === spot?.camera) ?? cameras[0];
  const own = useMemo(() => ({ ...actions, select: actions.enlarge }), [actions]);
  if (camera === undefined) return null;
  return (
    <div className={styles['hotspot']} data-testid="hotspot" data-camera={camera.id}>
      <p className={styles['title']}>
        <Glyph name={spot?.alarm == null ? 'approaching' : 'warning'} size={13} />
        <strong>{t.hotspot}</strong>
        <span className={styles['why']}>{spot === null ? t.hotspotIdle : (spot.alarm?.text ?? t.hotspotEvent)}</span>
        {spot !== null && <time>{formatTime(spot.atMs, zone)}</time>}
      </p>
      <Tile camera={camera} zone={zone} linkEpoch={linkEpoch} small selected={false} sound={false} ptz={false} passedOver={null} actions={own} testId="hotspot-tile" />
    </div>
  );
}

function useHotspot(alarms: readonly Alarm[], events: readonly SiteEvent[]): Hotspot | null {
  const wanted = useMemo(() => newest(alarms, events), [alarms, events]);
  const [shown, show] = useState(wanted);
  const since = useRef(0);
  useEffect(() => {
    const apply = (): void =>
      show((before) => {
        const next = nextHotspot(before, since.current, wanted, Date.now());
        if (next?.key !== before?.key) since.current = Date.now();
        return next;
      });
    apply();
    const timer = setTimeout(apply, DWELL_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown;
}
