import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Span, Timeline } from './timeline';

const AGAIN_MS = 10_000;
const BUCKETS = 240;

/** By camera; null where the server does not tell, absent where it was not heard yet. */
export type Timelines = ReadonlyMap<string, Timeline | null>;

/** What is recorded of these cameras in a span; looked up again now and then, for recording goes on. */
export function useTimelines(cameras: readonly string[], { fromMs, toMs }: Span): Timelines {
  const [found, setFound] = useState<Timelines>(new Map());
  const key = cameras.join(',');
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      const ids = key.split(',');
      const lines = await Promise.all(ids.map((id) => api.timeline(id, fromMs, toMs, BUCKETS).catch(() => null)));
      if (current) setFound(new Map(ids.map((id, i) => [id, lines[i] ?? null])));
    };
    void look();
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [key, fromMs, toMs]);
  return found;
}
