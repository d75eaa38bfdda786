import { memo, type ReactNode } from 'react';
import { isPassage, subjectOf, type AnalyticsGapEvent, type CameraStateEvent, type DataDeletedEvent, type DeliveryTestEvent, type Direction, type FaceEvent, type GateCommandEvent, type GateDecidedEvent, type NoReadEvent, type PassageEvent, type SiteEvent, type TailgateEvent, type VisitEndedEvent, type VisitStartedEvent } from '../api/types';
import { Glyph, type GlyphName } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { lookOfOutcome } from '../lanes/laneRules';
import { formatDateTime, formatNear, formatTime } from '../time/format';
import styles from './EventRow.module.css';
import { Picture, snapshotOf } from './Picture';
import { PlateChip } from './PlateChip';

/** Below this a person should look at the picture before trusting the text. */
export const LOW_CONFIDENCE = 0.85;

export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

const DIRECTION_GLYPHS: Record<Direction, GlyphName> = { in: 'approaching', out: 'leaving', approaching: 'approaching', leaving: 'leaving', unknown: 'unknown' };

export function directionWord(t: Dictionary, direction: Direction): string {
  if (direction === 'in') return t.directionIn;
  if (direction === 'out') return t.directionOut;
  if (direction === 'approaching') return t.directionApproaching;
  return direction === 'leaving' ? t.directionLeaving : t.directionUnknown;
}

export function DirectionMark({ direction }: { readonly direction: Direction }) {
  const { t } = useI18n();
  return (
    <span className={styles['mark']}>
      <Glyph name={DIRECTION_GLYPHS[direction]} size={13} />
      {directionWord(t, direction)}
    </span>
  );
}

export function Confidence({ value, terse = false }: { readonly value: number; readonly terse?: boolean }) {
  const { t } = useI18n();
  const low = value < LOW_CONFIDENCE;
  return (
    <span className={low ? styles['low'] : styles['confidence']} title={low ? `${t.confidence}: ${t.lowConfidence}` : t.confidence}>
      {low && <Glyph name="warning" size={13} />}
      {percent(value)}
      {low && <span className={terse ? 'visually-hidden' : undefined}>{t.lowConfidence}</span>}
    </span>
  );
}

interface EventRowProps {
  readonly event: SiteEvent;
  readonly cameraName: string;
  readonly zone: string;
  /** The day of "now": rows of another day carry their date. */
  readonly nowMs: number;
  readonly onOpen: (event: SiteEvent) => void;
}

/** One event of the feed; a button, so that Tab, Enter and a click all open it. */
export const EventRow = memo(function EventRow({ event, cameraName, zone, nowMs, onOpen }: EventRowProps) {
  const time = formatNear(Date.parse(event.time), nowMs, zone);
  return (
    <li>
      <button
        type="button"
        className={`${styles['row']} ${styles[kindOf(event)]}`}
        data-testid="event-row"
        data-event-id={event.id}
        data-subject={subjectOf(event)}
        data-event-type={event.type}
        data-camera={event.camera}
        data-time={event.time}
        onClick={() => onOpen(event)}
      >
        <Content event={event} cameraName={cameraName} time={time} zone={zone} />
      </button>
    </li>
  );
});

function kindOf(event: SiteEvent): 'passage' | 'face' | 'note' {
  if (isPassage(event)) return 'passage';
  return event.type === 'org.gatehouse.face.snapshot.v1' ? 'face' : 'note';
}

interface ContentProps<E extends SiteEvent> {
  readonly event: E;
  readonly cameraName: string;
  readonly time: string;
}

function Content({ event, zone, ...rest }: ContentProps<SiteEvent> & { readonly zone: string }) {
  switch (event.type) {
    case 'org.gatehouse.passage.decided.v1':
    case 'org.gatehouse.passage.finalized.v1':
      return <Passage event={event} {...rest} />;
    case 'org.gatehouse.passage.noread.v1':
      return <NoRead event={event} {...rest} />;
    case 'org.gatehouse.face.snapshot.v1':
      return <Face event={event} {...rest} />;
    case 'org.gatehouse.camera.state.v1':
      return <CameraNote event={event} {...rest} />;
    case 'org.gatehouse.analytics.gap.v1':
      return <GapNote event={event} zone={zone} {...rest} />;
    case 'org.gatehouse.gate.command.v1':
      return <GateNote event={event} {...rest} />;
    case 'org.gatehouse.gate.tailgate.v1':
      return <TailgateNote event={event} {...rest} />;
    case 'org.gatehouse.gate.decided.v1':
      return <DecisionNote event={event} {...rest} />;
    case 'org.gatehouse.visit.started.v1':
    case 'org.gatehouse.visit.ended.v1':
      return <VisitNote event={event} {...rest} />;
    case 'org.gatehouse.delivery.test.v1':
      return <DeliveryTestNote event={event} {...rest} />;
    case 'org.gatehouse.data.deleted.v1':
      return <DeletedNote event={event} zone={zone} {...rest} />;
    default:
      // A type that a newer engine knows: better a plain row than none.
      return <Note glyph="unknown" title={(event as SiteEvent).type} {...rest} />;
  }
}

interface NoteProps {
  readonly glyph: GlyphName;
  readonly title: string;
  readonly reason?: string;
  readonly cameraName: string;
  readonly time: string;
}

/** A row of words: what it is, more about it, when and where. */
function Note({ glyph, title, reason = '', cameraName, time }: NoteProps) {
  return (
    <>
      <span className={styles['plain']}>
        <Glyph name={glyph} size={16} />
      </span>
      <span className={styles['title']}>{title}</span>
      <span className={styles['reason']}>{reason}</span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function DecisionNote({ event, ...rest }: ContentProps<GateDecidedEvent>) {
  const { t } = useI18n();
  const { lane, outcome, standing, reason } = event.data;
  return <Note glyph={lookOfOutcome(outcome).glyph} title={`${lane}: ${t.laneOutcomes[outcome] ?? outcome}`} reason={`${t.laneStandings[standing] ?? standing} · ${t.laneReasons[reason] ?? reason}`} {...rest} />;
}

function VisitNote({ event, ...rest }: ContentProps<VisitStartedEvent | VisitEndedEvent>) {
  const { t } = useI18n();
  const ended = event.type === 'org.gatehouse.visit.ended.v1';
  return <Note glyph={ended ? 'leaving' : 'approaching'} title={`${event.data.lane}: ${ended ? t.visitEnded : t.visitStarted}`} reason={event.data.group} {...rest} />;
}

function DeliveryTestNote({ event, ...rest }: ContentProps<DeliveryTestEvent>) {
  const { t } = useI18n();
  return <Note glyph="check" title={t.deliveryTest} reason={event.data.destination} {...rest} cameraName={t.whoSite} />;
}

function DeletedNote({ event, zone, ...rest }: ContentProps<DataDeletedEvent> & { readonly zone: string }) {
  const { t } = useI18n();
  const { what, count, before, undelivered, cause } = event.data;
  const lost = undelivered > 0 ? ` · ${t.deletedUndelivered(undelivered)}` : '';
  return (
    <Note
      glyph={undelivered > 0 ? 'warning' : 'stopped'}
      title={t.dataDeleted(t.deletedData[what] ?? what, count)}
      reason={`${t.deletedBefore(formatDateTime(Date.parse(before), zone))} · ${t.deletedCauses[cause] ?? cause}${lost}`}
      {...rest}
      cameraName={t.whoSite}
    />
  );
}

function Where({ cameraName, time, children }: { readonly cameraName: string; readonly time: string; readonly children?: ReactNode }) {
  return (
    <span className={styles['where']}>
      <time className={styles['time']}>{time}</time>
      <span className={styles['camera']}>{cameraName}</span>
      {children}
    </span>
  );
}

function Passage({ event, cameraName, time }: ContentProps<PassageEvent>) {
  const { t } = useI18n();
  const { plate, direction } = event.data;
  return (
    <>
      <Picture className={styles['scene']} snapshot={snapshotOf(event, 'scene')} alt={t.scenePicture} fit="cover" priority="low" />
      <span className={styles['plate']}>
        <PlateChip plate={plate} />
        <Confidence value={plate.confidence} terse />
      </span>
      <Picture className={styles['crop']} snapshot={snapshotOf(event, 'crop')} alt={t.platePicture(plate.text)} testId="event-crop" />
      <Where cameraName={cameraName} time={time}>
        {direction !== 'unknown' && <DirectionMark direction={direction} />}
      </Where>
    </>
  );
}

function NoRead({ event, cameraName, time }: ContentProps<NoReadEvent>) {
  const { t } = useI18n();
  return (
    <>
      <Picture className={styles['scene']} snapshot={snapshotOf(event, 'scene')} alt={t.scenePicture} fit="cover" priority="low" />
      <span className={styles['title']}>
        <Glyph name="warning" size={16} />
        {t.noPlateRead}
      </span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function Face({ event, cameraName, time }: ContentProps<FaceEvent>) {
  const { t } = useI18n();
  return (
    <>
      <Picture className={styles['portrait']} snapshot={snapshotOf(event, 'crop')} alt={t.facePicture} testId="event-crop" fit="cover" />
      <span className={styles['title']}>
        <Glyph name="person" size={16} />
        {t.person}
      </span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function CameraNote({ event, cameraName, time }: ContentProps<CameraStateEvent>) {
  const { t } = useI18n();
  const up = event.data.state === 'up';
  return (
    <>
      <span className={up ? styles['good'] : styles['poor']}>
        <Glyph name={up ? 'up' : 'warning'} size={up ? 12 : 16} />
      </span>
      <span className={styles['title']}>{up ? t.cameraUp : t.cameraDown}</span>
      <span className={styles['reason']}>{event.data.reason}</span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function GateNote({ event, cameraName, time }: ContentProps<GateCommandEvent>) {
  const { t } = useI18n();
  const { lane, action, by, outcome, detail } = event.data;
  const good = outcome === 'confirmed';
  return (
    <>
      <span className={good ? styles['good'] : styles['poor']}>
        <Glyph name={good ? 'check' : 'warning'} size={16} />
      </span>
      <span className={styles['title']}>
        {lane}: {t.laneCommandActions[action]} · {t.lanePressStates[outcome]}
      </span>
      <span className={styles['reason']}>
        {by === 'person' ? t.laneByPerson : t.laneByLists}
        {detail !== '' && ` · ${detail}`}
      </span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function TailgateNote({ event, cameraName, time }: ContentProps<TailgateEvent>) {
  const { t } = useI18n();
  return (
    <>
      <span className={styles['poor']}>
        <Glyph name="warning" size={16} />
      </span>
      <span className={styles['title']}>
        {event.data.lane}: {t.alarmKinds.GATE_TAILGATE.name}
      </span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}

function GapNote({ event, cameraName, time, zone }: ContentProps<AnalyticsGapEvent> & { readonly zone: string }) {
  const { t } = useI18n();
  const { from, to, cause } = event.data;
  return (
    <>
      <span className={styles['poor']}>
        <Glyph name="warning" size={16} />
      </span>
      <span className={styles['title']}>{t.analyticsGap}</span>
      <span className={styles['reason']}>
        {formatTime(Date.parse(from), zone)} – {formatTime(Date.parse(to), zone)} · {cause}
      </span>
      <Where cameraName={cameraName} time={time} />
    </>
  );
}
