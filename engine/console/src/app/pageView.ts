import { useCallback, useEffect, useState } from 'react';
import { NO_ZONES, readZones, zonesParameters } from '../zones/zonesAddress';
import { NO_PLAYBACK, playbackParameters, readPlayback, type PlaybackAddress } from '../playback/playbackAddress';
import { writeParameters } from './pageAddress';

/** Which page is shown: the wall, playback of something, or the drawing of a camera's zones. The browser's Back goes from playback to where one came from. */
export interface PageView {
  /** Null on the wall. */
  readonly playback: PlaybackAddress | null;
  /** The camera whose zones are drawn; empty for any, null on other pages. */
  readonly zones: string | null;
  readonly open: (address: PlaybackAddress) => void;
  readonly openZones: (camera: string) => void;
  readonly leave: () => void;
}

interface Entry {
  /** There is a page of ours before this one. */
  readonly opened?: boolean;
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

export function usePageView(): PageView {
  const [playback, show] = useState(() => readPlayback(location.search));
  const [zones, showZones] = useState(() => readZones(location.search));
  useEffect(() => {
    const read = (): void => {
      show(readPlayback(location.search));
      showZones(readZones(location.search));
    };
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  const open = useCallback((address: PlaybackAddress) => {
    // From one playback to another is no step of its own: Back leads to the wall.
    if (readPlayback(location.search) === null) history.pushState({ opened: true }, '', location.href);
    writeParameters({ ...NO_ZONES, ...playbackParameters(address) });
    showZones(null);
    show(address);
  }, []);
  const openZones = useCallback((camera: string) => {
    if (readZones(location.search) === null) history.pushState({ opened: true }, '', location.href);
    writeParameters({ ...NO_PLAYBACK, ...zonesParameters(camera) });
    show(null);
    showZones(camera);
  }, []);
  const leave = useCallback(() => {
    if (entry().opened === true) history.back();
    else {
      writeParameters({ ...NO_PLAYBACK, ...NO_ZONES });
      show(null);
      showZones(null);
    }
  }, []);
  return { playback, zones, open, openZones, leave };
}
