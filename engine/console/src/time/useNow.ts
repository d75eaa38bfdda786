import { useEffect, useState } from 'react';
import { serverClock } from './serverClock';

/** The server's time, renewed at every full step of it. */
export function useServerNow(stepMs = 1000): number {
  const [now, setNow] = useState(() => serverClock.nowMs());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const current = serverClock.nowMs();
      setNow(current);
      timer = setTimeout(tick, stepMs - (Math.max(0, current) % stepMs) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [stepMs]);
  return now;
}
