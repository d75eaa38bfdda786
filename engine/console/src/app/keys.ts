import { useEffect, useRef } from 'react';

/** What the page's keys do. */
export interface KeyActions {
  readonly help: () => void;
  readonly fullScreen: () => void;
  readonly grid: (size: 1 | 4 | 9 | 16) => void;
  readonly page: (step: -1 | 1) => void;
  readonly wall?: () => void;
  readonly playback: () => void;
  readonly zones: () => void;
  /** What 4 does. */
  readonly lanes: () => void;
  readonly openBarrier?: () => void;
  readonly deny?: () => void;
  readonly typed?: () => void;
  /** What 5 and A do: the alarms, with the most urgent one chosen; on their page A acknowledges. */
  readonly alarms: () => void;
  readonly acknowledge: () => void;
  readonly shelve?: () => void;
  /** What V does: playback of the selected tile. */
  readonly video: () => void;
  readonly sound: () => void;
  readonly ptz: () => void;
  readonly hotspot: () => void;
  readonly feed: () => void;
  readonly back: () => void;
  readonly language: () => void;
}

export type KeyCommand =
  | { readonly kind: 'help' | 'fullScreen' | 'feed' | 'back' | 'language' | 'wall' | 'playback' | 'zones' | 'lanes' | 'openBarrier' | 'deny' | 'typed' | 'alarms' | 'acknowledge' | 'shelve' | 'video' | 'sound' | 'ptz' | 'hotspot' }
  | { readonly kind: 'grid'; readonly size: 1 | 4 | 9 | 16 }
  | { readonly kind: 'page'; readonly step: -1 | 1 };

const SECOND_KEY_MS = 1500;
const SIZES: Record<string, 1 | 4 | 9 | 16> = { '1': 1, '4': 4, '9': 9, '6': 16 };

/** Keys that may be held down. */
const MOVES: readonly string[] = ['[', ']', 'ArrowDown', 'ArrowUp'];

/** Turns key presses into commands; `G` waits a moment for the digit that belongs to it. */
export class KeyReader {
  #gridUntil = -Infinity;

  /** Of a key that is held down only what moves about comes again: all else is done once for a press. */
  read(key: string, nowMs: number, repeated = false): KeyCommand | null {
    if (repeated && !MOVES.includes(key)) return null;
    const awaited = nowMs < this.#gridUntil;
    this.#gridUntil = -Infinity;
    if (awaited && SIZES[key] !== undefined) return { kind: 'grid', size: SIZES[key] };
    switch (key) {
      case 'g':
      case 'G':
        this.#gridUntil = nowMs + SECOND_KEY_MS;
        return null;
      case '?':
        return { kind: 'help' };
      case 'f':
      case 'F':
        return { kind: 'fullScreen' };
      case 'L':
        return { kind: 'language' };
      case '[':
        return { kind: 'page', step: -1 };
      case '1':
        return { kind: 'wall' };
      case '4':
        return { kind: 'lanes' };
      case 'o':
      case 'O':
        return { kind: 'openBarrier' };
      case 'd':
      case 'D':
        return { kind: 'deny' };
      case 't':
      case 'T':
        return { kind: 'typed' };
      case '5':
        return { kind: 'alarms' };
      case 'a':
      case 'A':
        return { kind: 'acknowledge' };
      case 's':
      case 'S':
        return { kind: 'shelve' };
      case '6':
        return { kind: 'playback' };
      case '0':
        return { kind: 'zones' };
      case 'v':
      case 'V':
        return { kind: 'video' };
      case 'm':
      case 'M':
        return { kind: 'sound' };
      case 'p':
      case 'P':
        return { kind: 'ptz' };
      case 'h':
      case 'H':
        return { kind: 'hotspot' };
      case ']':
        return { kind: 'page', step: 1 };
      case 'ArrowDown':
      case 'ArrowUp':
        return { kind: 'feed' };
      case 'Escape':
        return { kind: 'back' };
      default:
        return null;
    }
  }
}

export function writesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|range)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens on the whole page; text fields and open dialogs keep their keys. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const reader = new KeyReader();
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (writesText(event.target) || document.querySelector('[role=dialog]') !== null) return;
      const command = reader.read(event.key, event.timeStamp, event.repeat);
      if (command !== null) perform(command, current.current, event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function perform(command: KeyCommand, actions: KeyActions, event: KeyboardEvent): void {
  if (command.kind !== 'back') event.preventDefault();
  if (command.kind === 'grid') actions.grid(command.size);
  else if (command.kind === 'page') actions.page(command.step);
  else actions[command.kind]?.();
}
