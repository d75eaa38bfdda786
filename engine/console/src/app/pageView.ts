import { useCallback, useEffect, useState } from 'react';
import { alarmsParameters, NO_ALARMS, readAlarms } from '../alarms/alarmsAddress';
import { laneParameters, NO_LANE, readLane } from '../lanes/lanesAddress';
import { NO_ZONES, readZones, zonesParameters } from '../zones/zonesAddress';
import { NO_PLAYBACK, playbackParameters, readPlayback, type PlaybackAddress } from '../playback/playbackAddress';
import { readParameter, writeParameters } from './pageAddress';

/** Which page is shown: the wall, or another with what its address says. The browser's Back goes to where one came from. */
export interface PageView {
  /** Null on other pages. */
  readonly playback: PlaybackAddress | null;
  /** The camera whose zones are drawn; empty for any, null on other pages. */
  readonly zones: string | null;
  /** The number of the alarm that is chosen; 0 for none, null on other pages. */
  readonly alarms: number | null;
  /** The gate lane; empty for the first one, null on other pages. */
  readonly lane: string | null;
  readonly open: (address: PlaybackAddress) => void;
  readonly openZones: (camera: string) => void;
  readonly openAlarms: (number: number) => void;
  readonly openLane: (lane: string) => void;
  /** To the wall, however many pages ago that was. */
  readonly leave: () => void;
  /** To where one came from, as the browser's Back. */
  readonly back: () => void;
}

export interface Entry {
  /** There is a page of ours before this one. */
  readonly opened?: boolean;
  /** How many pages after the wall this one is; none where the wall is not among those before. */
  readonly depth?: number;
  readonly feed?: FeedPlace;
}

/** Where the feed stood when it was left: a row and how far its top was below the list's. */
export interface FeedPlace {
  readonly event: string;
  readonly offset: number;
  /** It stood at the very top, where new events come in. */
  readonly top: boolean;
  /** The row that had been chosen. */
  readonly chosen: string | null;
}

/** Of a page that is opened from one with that `view` in its address. */
export function opened(from: Entry, view: string | null): Entry {
  if (view === null) return { opened: true, depth: 1 };
  return from.depth === undefined ? { opened: true } : { opened: true, depth: from.depth + 1 };
}

function entry(): Entry {
  return (history.state ?? {}) as Entry;
}

/** Remembers where the feed stands, with the wall's entry in the history. */
export function keepFeedPlace(place: FeedPlace | null): void {
  const { feed: _old, ...rest } = entry();
  history.replaceState(place === null ? rest : { ...rest, feed: place }, '');
}

export function feedPlace(): FeedPlace | null {
  return entry().feed ?? null;
}

interface Place {
  readonly playback: PlaybackAddress | null;
  readonly zones: string | null;
  readonly alarms: number | null;
  readonly lane: string | null;
}

function readPlace(): Place {
  return { playback: readPlayback(location.search), zones: readZones(location.search), alarms: readAlarms(location.search), lane: readLane(location.search) };
}

/** What the addresses of all pages may hold. */
const NOTHING: Record<string, null> = { ...NO_PLAYBACK, ...NO_ZONES, ...NO_ALARMS, ...NO_LANE };

export function usePageView(): PageView {
  const [place, show] = useState(readPlace);
  useEffect(() => {
    const read = (): void => show(readPlace());
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  const go = useCallback((parameters: Record<string, string | null>) => {
    // From one playback to another is no step of its own: Back leads to the wall.
    const view = readParameter('view');
    if (view !== parameters['view']) history.pushState(opened(entry(), view), '', location.href);
    writeParameters({ ...NOTHING, ...parameters });
    show(readPlace());
  }, []);
  const open = useCallback((address: PlaybackAddress) => go(playbackParameters(address)), [go]);
  const openZones = useCallback((camera: string) => go(zonesParameters(camera)), [go]);
  const openAlarms = useCallback((number: number) => go(alarmsParameters(number)), [go]);
  const openLane = useCallback((lane: string) => go(laneParameters(lane)), [go]);
  const leave = useCallback(() => {
    const { depth } = entry();
    if (depth !== undefined) history.go(-depth);
    else {
      writeParameters(NOTHING);
      show(readPlace());
    }
  }, []);
  const back = useCallback(() => (entry().opened === true ? history.back() : leave()), [leave]);
  return { ...place, open, openZones, openAlarms, openLane, leave, back };
}
