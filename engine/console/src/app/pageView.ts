import { useCallback, useEffect, useState } from 'react';
import { NO_PLAYBACK, playbackParameters, readPlayback, type PlaybackAddress } from '../playback/playbackAddress';
import { writeParameters } from './pageAddress';

/** Which page is shown: the wall, or playback of something. The browser's Back goes from playback to where one came from. */
export interface PageView {
  /** Null on the wall. */
  readonly playback: PlaybackAddress | null;
  readonly open: (address: PlaybackAddress) => void;
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
  useEffect(() => {
    const read = (): void => show(readPlayback(location.search));
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  const open = useCallback((address: PlaybackAddress) => {
    // From one playback to another is no step of its own: Back leads to the wall.
    if (readPlayback(location.search) === null) history.pushState({ opened: true }, '', location.href);
    writeParameters(playbackParameters(address));
    show(address);
  }, []);
  const leave = useCallback(() => {
    if (entry().opened === true) history.back();
    else {
      writeParameters(NO_PLAYBACK);
      show(null);
    }
  }, []);
  return { playback, open, leave };
}
