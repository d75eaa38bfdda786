import { useCallback, useRef } from 'react';

/** The same function on every rendering, which does what the latest one would: for children that are drawn again only when they have to be. */
export function useStable<A extends readonly unknown[]>(action: (...parts: A) => void): (...parts: A) => void {
  const latest = useRef(action);
  latest.current = action;
  return useCallback((...parts: A) => latest.current(...parts), []);
}
