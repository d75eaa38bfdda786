import { ActionIcon, Checkbox } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Camera, SiteEvent } from '../api/types';
import { Glyph } from '../app/Glyph';
import { EventDetail } from '../feed/EventDetail';
import { useI18n } from '../i18n/i18n';
import { MOST_CAMERAS } from './playbackAddress';
import styles from './PlaybackPage.module.css';

interface SidePanelProps {
  readonly event: SiteEvent | null;
  readonly gone: boolean;
  readonly cameras: readonly Camera[];
  readonly chosen: readonly string[];
  readonly zone: string;
  readonly onCameras: (ids: readonly string[]) => void;
  readonly onStep: (step: -1 | 1) => void;
}

/** The event that playback was opened from, and the choice of cameras. */
export const SidePanel = memo(function SidePanel({ event, gone, cameras, chosen, zone, onCameras, onStep }: SidePanelProps) {
  const { t } = useI18n();
  const nameOf = (id: string): string => cameras.find((camera) => camera.id === id)?.name ?? id;
  return (
    <aside className={styles['side']} aria-label={t.events}>
      <header className={styles['sideHead']}>
        <h2>{event === null ? (gone ? t.eventGone : t.noEventChosen) : t.eventNumber(event.sequence)}</h2>
        <ActionIcon variant="default" size="sm" aria-label={t.previousEvent} onClick={() => onStep(-1)}>
          <Glyph name="newer" size={12} />
        </ActionIcon>
        <ActionIcon variant="default" size="sm" aria-label={t.nextEvent} onClick={() => onStep(1)}>
          <Glyph name="older" size={12} />
        </ActionIcon>
      </header>
      <div className={styles['sideBody']} tabIndex={0} role="group" aria-label={t.camera}>
        {event !== null && <EventDetail key={event.id} event={event} cameraName={nameOf(event.camera)} zone={zone} />}
        <fieldset className={styles['cameras']}>
          <legend>{t.chooseCameras(MOST_CAMERAS)}</legend>
          {cameras.map(({ id, name }) => {
            const on = chosen.includes(id);
            return (
              <Checkbox
                key={id}
                size="xs"
                label={name}
                checked={on}
                disabled={on ? chosen.length === 1 : chosen.length >= MOST_CAMERAS}
                onChange={() => onCameras(on ? chosen.filter((each) => each !== id) : [...chosen, id])}
                data-testid={`choose-${id}`}
              />
            );
          })}
        </fieldset>
      </div>
    </aside>
  );
});

/** The event with an id: from those at hand, else asked for. */
export function useEvent(id: string | null, known: readonly SiteEvent[]): { readonly event: SiteEvent | null; readonly gone: boolean } {
  const [asked, setAsked] = useState<{ id: string; event: SiteEvent | null; gone: boolean } | null>(null);
  const there = known.find((event) => event.id === id) ?? null;
  const missing = id !== null && there === null && asked?.id !== id;
  useEffect(() => {
    if (!missing || id === null) return;
    let current = true;
    api
      .event(id)
      .then((event) => current && setAsked({ id, event, gone: false }))
      .catch((error: unknown) => current && setAsked({ id, event: null, gone: error instanceof ApiError && error.status === 404 }));
    return () => {
      current = false;
    };
  }, [id, missing]);
  if (there !== null) return { event: there, gone: false };
  return asked !== null && asked.id === id ? asked : { event: null, gone: false };
}
