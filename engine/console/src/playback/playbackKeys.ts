import { useEffect, useRef } from 'react';
import { writesText } from '../app/keys';

export type PlaybackCommand =
  | 'toggle'
  | 'backwards'
  | 'pause'
  | 'faster'
  | 'stepBack'
  | 'stepForward'
  | 'back5'
  | 'forward5'
  | 'newer'
  | 'older'
  | 'export'
  | 'correct'
  | 'leave'
  | 'wall'
  | 'lanes'
  | 'alarms'
  | 'help'
  | 'fullScreen'
  | 'language';

const KEYS: Readonly<Record<string, PlaybackCommand>> = {
  ' ': 'toggle',
  j: 'backwards',
  J: 'backwards',
  k: 'pause',
  K: 'pause',
  l: 'faster',
  ',': 'stepBack',
  '.': 'stepForward',
  ArrowLeft: 'back5',
  ArrowRight: 'forward5',
  ArrowUp: 'newer',
  ArrowDown: 'older',
  x: 'export',
  e: 'correct',
  E: 'correct',
  X: 'export',
  Escape: 'leave',
  '1': 'wall',
  '4': 'lanes',
  '5': 'alarms',
  a: 'alarms',
  A: 'alarms',
  '?': 'help',
  f: 'fullScreen',
  F: 'fullScreen',
  L: 'language',
};

export function playbackCommand(key: string): PlaybackCommand | null {
  return KEYS[key] ?? null;
}

/** A control that a person came to by keyboard keeps the keys it has a use for itself. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === ' ') return target.closest('button, a, label, input, [role=slider]') !== null;
  return key.startsWith('Arrow') && target.closest('[role=slider], [role=radiogroup], input[type=radio]') !== null;
}

/** Listens on the whole page; text fields and open dialogs keep their keys. After a click the keys are the shuttle's, whatever was clicked. */
export function usePlaybackKeys(perform: (command: PlaybackCommand) => void): void {
  const current = useRef(perform);
  current.current = perform;
  useEffect(() => {
    let clicked = false;
    const onPointer = (): void => {
      clicked = true;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') clicked = false;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const command = playbackCommand(event.key);
      if (command === null || writesText(event.target) || (!clicked && belongsTo(event.target, event.key))) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      event.preventDefault();
      current.current(command);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer, true);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
}
