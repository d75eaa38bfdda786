import { useEffect, useRef, useState, type FocusEvent } from 'react';

/** A hand that rests so long on the list does not aim at a row any more; the most urgent belong on top again. */
const RESTS_MS = 10_000;

export interface Held {
  /** Somebody is about to press something in it: nothing should move. */
  readonly held: boolean;
  readonly handlers: {
    readonly onPointerMove: () => void;
    readonly onPointerDown: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/** Whether a pointer or the focus is at work inside of an element. */
export function useHeld(): Held {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = (): void => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  const hold = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(release, RESTS_MS);
    setHeld(true);
  };
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) release();
  };
  return { held, handlers: { onPointerMove: hold, onPointerDown: hold, onPointerLeave: release, onFocus: hold, onBlur } };
}
