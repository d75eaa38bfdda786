import { useEffect, useRef, useState, type RefObject } from 'react';
import { snapshotUrl, socketUrl } from '../api/client';
import type { Camera } from '../api/types';
import { acceptedCodecs, playsStreams } from '../live/codecs';
import { FIRST_STATUS, LivePlayer, type TileStatus } from '../live/livePlayer';
import { StillPlayer } from '../live/stillPlayer';

interface TilePlayer {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly backdrop: RefObject<HTMLCanvasElement | null>;
  readonly status: TileStatus;
  /** Single pictures are shown, because this browser cannot play what comes. */
  readonly stills: boolean;
}

export interface TileWishes {
  readonly stream: 'main' | 'sub';
  readonly sound: boolean;
}

function liveUrl(camera: string, { stream, sound }: TileWishes): string {
  return socketUrl(`live/${encodeURIComponent(camera)}?stream=${stream}&accept=${acceptedCodecs()}${sound ? '&sound=1' : ''}`);
}

/** Live video of a camera, or a picture a second where the browser cannot play it; that choice stays until the camera sends another coding. */
export function useTilePlayer(camera: Camera, { stream, sound }: TileWishes, linkEpoch: number): TilePlayer {
  const video = useRef<HTMLVideoElement>(null);
  const backdrop = useRef<HTMLCanvasElement>(null);
  const player = useRef<LivePlayer | null>(null);
  const [status, setStatus] = useState(FIRST_STATUS);
  const [refused, setRefused] = useState<string | null>(playsStreams() && acceptedCodecs() !== '' ? null : '');
  const stills = refused !== null && (refused === '' || refused === (camera.codec ?? '-'));

  useEffect(() => {
    if (stills || video.current === null || backdrop.current === null) return undefined;
    const made = new LivePlayer(video.current, backdrop.current, liveUrl(camera.id, { stream, sound }), (next) => {
      setStatus(next);
      if (next.unsupported !== null) setRefused(camera.codec ?? '-');
    });
    player.current = made;
    return () => {
      player.current = null;
      made.close();
    };
  }, [camera.id, camera.codec, stream, sound, stills]);

  useEffect(() => {
    if (!stills || backdrop.current === null) return undefined;
    const made = new StillPlayer(backdrop.current, (count) => snapshotUrl(camera.id, count), setStatus);
    return () => made.close();
  }, [camera.id, stills]);

  useEffect(() => player.current?.retryNow(), [linkEpoch, camera.state]);
  return { video, backdrop, status, stills };
}

/** Screen pixels that an element is wide. */
export function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round((entry?.contentRect.width ?? 0) * devicePixelRatio)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
