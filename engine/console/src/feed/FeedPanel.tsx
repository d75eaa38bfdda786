import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { subjectOf, type SiteEvent } from '../api/types';
import { feedPlace, keepFeedPlace } from '../app/pageView';
import { readParameter, writeParameters } from '../app/pageAddress';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { useServerNow } from '../time/useNow';
import { EventRow } from './EventRow';
import { visibleEvents, type EventGroup, type FeedState } from './feedState';
import styles from './FeedPanel.module.css';

type Filter = EventGroup | 'all';
const FILTERS: readonly Filter[] = ['all', 'plates', 'faces', 'system'];

function firstFilter(): Filter {
  return FILTERS.find((filter) => filter === readParameter('show')) ?? 'all';
}

interface FeedPanelProps {
  readonly feed: FeedState;
  readonly loaded: boolean;
  readonly cameraNames: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly onOpen: (event: SiteEvent) => void;
}

/** The events as they come, newest on top. */
export function FeedPanel({ feed, loaded, cameraNames, zone, onOpen }: FeedPanelProps) {
  const { t } = useI18n();
  const [filter, setFilter] = useState(firstFilter);
  // A minute is fine enough to notice midnight, and keeps the rows from being drawn again every second.
  const nowMs = useServerNow(60_000);
  const events = useMemo(() => visibleEvents(feed, filter), [feed, filter]);
  const list = useRef<HTMLOListElement>(null);
  const unseen = useUnseen(list, events);
  useReturn(list, events);
  const open = useCallback(
    (event: SiteEvent): void => {
      leaveAt(list.current, subjectOf(event));
      onOpen(event);
    },
    [onOpen],
  );
  const words: Record<Filter, string> = { all: t.filterAll, plates: t.filterPlates, faces: t.filterFaces, system: t.filterSystem };

  return (
    <section className={styles['panel']} aria-labelledby="feed-title">
      <header className={styles['head']}>
        <h2 id="feed-title">{t.events}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t.filter}
          value={filter}
          onChange={(value) => {
            setFilter(value as Filter);
            writeParameters({ show: value === 'all' ? null : value });
          }}
          data={FILTERS.map((value) => ({ value, label: words[value] }))}
        />
      </header>
      <ol ref={list} className={styles['list']} onKeyDown={(event) => walk(event, list.current)} data-feed-list data-loaded={loaded}>
        {events.map((event) => (
          <EventRow
            key={subjectOf(event)}
            event={event}
            cameraName={cameraNames.get(event.camera) ?? event.camera}
            zone={zone}
            nowMs={nowMs}
            onOpen={open}
          />
        ))}
      </ol>
      {events.length === 0 && <Empty loaded={loaded} />}
      {unseen > 0 && (
        <Button className={styles['unseen'] ?? ''} size="xs" radius="xl" onClick={() => list.current?.scrollTo({ top: 0 })}>
          <Glyph name="newer" size={12} />
          &nbsp;{t.newEvents(unseen)}
        </Button>
      )}
    </section>
  );
}

function Empty({ loaded }: { readonly loaded: boolean }) {
  const { t } = useI18n();
  return (
    <div className={styles['empty']} role="status">
      <strong>{loaded ? t.noEvents : t.loading}</strong>
      {loaded && <span>{t.noEventsHint}</span>}
    </div>
  );
}

/** Up and Down walk through the rows, Home and End go to the ends. */
function walk(event: KeyboardEvent, list: HTMLOListElement | null): void {
  const rows = [...(list?.querySelectorAll<HTMLButtonElement>('[data-testid=event-row]') ?? [])];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  rows[Math.min(rows.length - 1, Math.max(0, target))]?.focus();
}

/** Remembers which row stood where, with the page's entry in the history. */
function leaveAt(list: HTMLOListElement | null, chosen: string): void {
  if (list === null) return;
  const top = list.getBoundingClientRect().top;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-testid=event-row]')];
  const row = rows.find((each) => each.getBoundingClientRect().bottom > top);
  const event = row?.dataset['subject'];
  if (row === undefined || event === undefined) return;
  keepFeedPlace(list.scrollTop < 8 ? { event, offset: 0, chosen, top: true } : { event, offset: row.getBoundingClientRect().top - top, chosen, top: false });
}

/** Coming back, the same row stands at the same place, whatever came above it meanwhile, and the chosen one has the focus. */
function useReturn(list: { readonly current: HTMLOListElement | null }, events: readonly SiteEvent[]): void {
  const [place] = useState(feedPlace);
  const done = useRef(place === null);
  useLayoutEffect(() => {
    const element = list.current;
    if (done.current || place === null || element === null || events.length === 0) return;
    done.current = true;
    keepFeedPlace(null);
    const rowOf = (id: string | null): HTMLElement | null => (id === null ? null : element.querySelector<HTMLElement>(`[data-subject="${CSS.escape(id)}"]`));
    const row = rowOf(place.event);
    if (row !== null && !place.top) element.scrollTop += row.getBoundingClientRect().top - element.getBoundingClientRect().top - place.offset;
    rowOf(place.chosen)?.focus({ preventScroll: true });
  }, [list, events, place]);
}

/** Counts the events that came above the part in view while the list is scrolled down. */
function useUnseen(list: { readonly current: HTMLOListElement | null }, events: readonly SiteEvent[]): number {
  const [seen, setSeen] = useState(Infinity);
  // A passage's row is updated where it stands, so the newest is not always on top.
  const newest = events.reduce((most, event) => Math.max(most, event.sequence), 0);
  const latest = useRef(newest);
  latest.current = newest;
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const onScroll = (): void => setSeen((before) => (element.scrollTop < 8 ? Infinity : Math.min(before, latest.current)));
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [list]);
  return events.filter((event) => event.sequence > seen).length;
}
