import { ActionIcon, Checkbox } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Camera, Role, SiteEvent } from '../api/types';
import { Glyph } from '../app/Glyph';
import { EventDetail } from '../feed/EventDetail';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { MOST_CAMERAS } from './playbackAddress';
import styles from './PlaybackPage.module.css';

interface SidePanelProps {
  readonly event: SiteEvent | null;
  readonly finding: EventFinding;
  readonly cameras: readonly Camera[];
  readonly chosen: readonly string[];
  readonly zone: string;
  readonly role: Role | null;
  readonly onCameras: (ids: readonly string[]) => void;
  readonly onStep: (step: -1 | 1) => void;
}

/** The event that playback was opened from, and the choice of cameras. */
export const SidePanel = memo(function SidePanel({ event, finding, cameras, chosen, zone, role, onCameras, onStep }: SidePanelProps) {
  const { t } = useI18n();
  const nameOf = (id: string): string => cameras.find((camera) => camera.id === id)?.name ?? id;
  return (
    <aside className={styles['side']} aria-label={t.events}>
      <header className={styles['sideHead']}>
        <h2>{event === null ? WITHOUT_EVENT[finding](t) : t.eventNumber(event.sequence)}</h2>
        <ActionIcon variant="default" size="sm" aria-label={t.previousEvent} onClick={() => onStep(-1)}>
          <Glyph name="newer" size={12} />
        </ActionIcon>
        <ActionIcon variant="default" size="sm" aria-label={t.nextEvent} onClick={() => onStep(1)}>
          <Glyph name="older" size={12} />
        </ActionIcon>
      </header>
      <div className={styles['sideBody']} tabIndex={0} role="group" aria-label={t.camera}>
        {event !== null && <EventDetail key={event.id} event={event} cameraName={nameOf(event.camera)} zone={zone} role={role} />}
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

/** How the look for an event went. */
type EventFinding = 'none' | 'loading' | 'found' | 'gone' | 'failed';

const WITHOUT_EVENT: Readonly<Record<EventFinding, (t: Dictionary) => string>> = {
  none: (t) => t.noEventChosen,
  loading: (t) => t.loading,
  found: (t) => t.loading,
  gone: (t) => t.eventGone,
  failed: (t) => t.eventFailed,
};

interface FoundEvent {
  readonly event: SiteEvent | null;
  readonly finding: EventFinding;
}

/** The event with an id: from those at hand, else asked for. */
export function useEvent(id: string | null, known: readonly SiteEvent[]): FoundEvent {
  const [asked, setAsked] = useState<(FoundEvent & { readonly id: string }) | null>(null);
  const there = known.find((event) => event.id === id) ?? null;
  const missing = id !== null && there === null && asked?.id !== id;
  useEffect(() => {
    if (!missing || id === null) return;
    let current = true;
    api
      .event(id)
      .then((event) => current && setAsked({ id, event, finding: 'found' }))
      .catch((error: unknown) => current && setAsked({ id, event: null, finding: error instanceof ApiError && error.status === 404 ? 'gone' : 'failed' }));
    return () => {
      current = false;
    };
  }, [id, missing]);
  if (there !== null) return { event: there, finding: 'found' };
  return asked !== null && asked.id === id ? asked : { event: null, finding: id === null ? 'none' : 'loading' };
}
