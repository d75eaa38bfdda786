import { useEffect, useRef, useState } from 'react';
import { socketUrl } from '../api/client';
import { PlaybackDeck, type DeckState } from './playbackDeck';

const address = (camera: string, baseMs: number): string =>
  socketUrl(`playback/${encodeURIComponent(camera)}?stream=main&sound=1&base=${new Date(baseMs).toISOString()}`);

interface Deck {
  readonly deck: PlaybackDeck | null;
  readonly state: DeckState;
  /** Where a camera's elements go. */
  readonly elements: { readonly current: Map<string, { video: HTMLVideoElement; backdrop: HTMLCanvasElement }> };
}

/** A deck for these cameras, playing from that moment on; another when the cameras change. */
export function usePlaybackDeck(cameras: readonly string[], atMs: number, speed: number): Deck {
  const elements = useRef(new Map<string, { video: HTMLVideoElement; backdrop: HTMLCanvasElement }>());
  const [deck, setDeck] = useState<PlaybackDeck | null>(null);
  const [state, setState] = useState<DeckState>({ wallMs: atMs, playing: true, rate: speed, held: true, pictures: [], ended: false, skipped: null });
  const start = useRef({ atMs, speed });
  start.current = { atMs, speed };
  const playing = useRef(true);
  playing.current = state.playing;
  const key = cameras.join(',');
  useEffect(() => {
    const ids = key.split(',');
    const made = new PlaybackDeck(ids, address, start.current.atMs, setState);
    made.attach(ids.flatMap((id) => elements.current.get(id) ?? []));
    // Another camera beside a picture that stands still leaves it standing.
    if (playing.current) made.play(start.current.speed);
    setDeck(made);
    return () => made.close();
  }, [key]);
  return { deck, state, elements };
}
