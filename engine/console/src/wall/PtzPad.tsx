import { ActionIcon, Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../api/client';
import type { Preset, PtzOrder } from '../api/types';
import { writesText } from '../app/keys';
import { useStable } from '../app/useStable';
import { Glyph } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { directionOfKey, PtzDriver, type Direction } from '../live/ptzMotion';
import styles from './PtzPad.module.css';

const PAD: readonly (readonly [Direction, string, (t: Dictionary) => string])[] = [
  ['up', '↑', (t) => t.ptzUp],
  ['left', '←', (t) => t.ptzLeft],
  ['right', '→', (t) => t.ptzRight],
  ['down', '↓', (t) => t.ptzDown],
  ['in', '+', (t) => t.ptzIn],
  ['out', '−', (t) => t.ptzOut],
];

interface PtzPadProps {
  readonly camera: string;
  readonly onClose: () => void;
}

/** Turns the camera while a button or a key is held down; presets below. */
export function PtzPad({ camera, onClose }: PtzPadProps) {
  const { t } = useI18n();
  const [problem, setProblem] = useState<string | null>(null);
  const [presets, setPresets] = useState<readonly Preset[]>([]);
  const order = useMemo(
    () => (what: PtzOrder) =>
      void api.ptz(camera, what).then(
        () => setProblem(null),
        (error: unknown) => setProblem((error as Error).message),
      ),
    [camera],
  );
  const driver = useMemo(() => new PtzDriver({ move: (move) => order({ move }), stop: () => order({ stop: true }) }), [order]);

  useEffect(() => {
    let current = true;
    api.presets(camera).then(
      (found) => current && setPresets(found),
      (error: unknown) => current && setProblem((error as Error).message),
    );
    return () => {
      current = false;
    };
  }, [camera]);

  usePtzKeys(driver, useStable(onClose));

  return (
    <section className={styles['pad']} aria-label={t.ptz} data-testid={`ptz-${camera}`}>
      <div className={styles['keys']}>
        {PAD.map(([direction, sign, word]) => (
          <ActionIcon
            key={direction}
            variant="default"
            size={34}
            className={styles[direction] ?? ''}
            aria-label={word(t)}
            onPointerDown={() => driver.press(direction)}
            onPointerUp={() => driver.release(direction)}
            onPointerLeave={() => driver.release(direction)}
            onKeyDown={(event) => event.key === 'Enter' && driver.press(direction)}
            onKeyUp={() => driver.releaseAll()}
            onBlur={() => driver.releaseAll()}
          >
            {sign}
          </ActionIcon>
        ))}
      </div>
      {presets.length > 0 && (
        <div className={styles['presets']} role="group" aria-label={t.ptzPresets}>
          {presets.map(({ token, name }) => (
            <Button key={token} variant="default" size="compact-xs" onClick={() => order({ preset: token })}>
              {name}
            </Button>
          ))}
        </div>
      )}
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {t.ptzFailed(problem)}
        </p>
      )}
      <ActionIcon variant="subtle" color="gray" size={22} className={styles['close'] ?? ''} aria-label={t.close} onClick={onClose}>
        <Glyph name="failed" size={10} />
      </ActionIcon>
    </section>
  );
}

/** While the pad is open, arrows, + and − belong to it. */
function usePtzKeys(driver: PtzDriver, onClose: () => void): void {
  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || writesText(event.target) || document.querySelector('[role=dialog]') !== null) return;
      const direction = directionOfKey(event.key);
      if (direction === null && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      if (direction === null) onClose();
      else driver.press(direction);
    };
    const onUp = (event: KeyboardEvent): void => {
      const direction = directionOfKey(event.key);
      if (direction !== null) driver.release(direction);
    };
    const onLeave = (): void => driver.releaseAll();
    document.addEventListener('keydown', onDown, true);
    document.addEventListener('keyup', onUp, true);
    window.addEventListener('blur', onLeave);
    return () => {
      document.removeEventListener('keydown', onDown, true);
      document.removeEventListener('keyup', onUp, true);
      window.removeEventListener('blur', onLeave);
      driver.releaseAll();
    };
  }, [driver, onClose]);
}
