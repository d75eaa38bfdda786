import type { ReactNode } from 'react';
import { pageUrl } from '../api/client';
import { isPassage, type Box, type PlateCharacter, type Role, type SiteEvent } from '../api/types';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { formatPrecise } from '../time/format';
import { Correction } from './Correction';
import styles from './EventDetail.module.css';
import { EventDeliveries } from './EventDeliveries';
import { Confidence, directionWord, percent } from './EventRow';
import { Picture, snapshotOf } from './Picture';
import { PlateChip } from './PlateChip';

/** One event in full: its pictures, characters and facts. */
export function EventDetail({ event, cameraName, zone, role }: { readonly event: SiteEvent; readonly cameraName: string; readonly zone: string; readonly role: Role | null }) {
  const { t } = useI18n();
  return (
    <article className={styles['detail']} data-testid="event-detail" data-event-id={event.id}>
      <Pictures event={event} />
      {isPassage(event) && event.data.plate.characters.length > 0 && (
        <Characters characters={event.data.plate.characters} />
      )}
      {isPassage(event) && <Correction event={event} role={role} zone={zone} />}
      <EventDeliveries event={event.id} zone={zone} />
      <Facts rows={[[t.camera, cameraName], ...factsOf(t, event, zone)]} />
    </article>
  );
}

function Pictures({ event }: { readonly event: SiteEvent }) {
  const { t } = useI18n();
  if (isPassage(event)) {
    const { plate } = event.data;
    return (
      <>
        <Scene event={event} box={plate.box} />
        <div className={styles['reading']}>
          <Picture className={styles['crop']} snapshot={snapshotOf(event, 'crop')} alt={t.platePicture(plate.text)} />
          <PlateChip plate={plate} size="large" />
          <Confidence value={plate.confidence} />
        </div>
      </>
    );
  }
  if (event.type === 'org.gatehouse.passage.noread.v1') return <Scene event={event} box={event.data.box} />;
  if (event.type === 'org.gatehouse.face.snapshot.v1') {
    return <Picture className={styles['portrait']} snapshot={snapshotOf(event, 'crop')} alt={t.facePicture} />;
  }
  return null;
}

function Scene({ event, box }: { readonly event: SiteEvent; readonly box: Box | null }) {
  const { t } = useI18n();
  const scene = snapshotOf(event, 'scene');
  if (scene === null) return null;
  return (
    <a className={styles['scene']} href={pageUrl(scene.url)} target="_blank" rel="noreferrer" aria-label={t.openPicture}>
      <img src={pageUrl(scene.url)} alt={t.scenePicture} />
      {box !== null && (
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <rect x={box.x} y={box.y} width={box.width} height={box.height} />
        </svg>
      )}
    </a>
  );
}

function Characters({ characters }: { readonly characters: readonly PlateCharacter[] }) {
  const { t } = useI18n();
  return (
    <section>
      <h3 className={styles['section']}>{t.characters}</h3>
      <ol className={styles['characters']}>
        {characters.map((character, index) => (
          <li key={index} className={character.confidence < 0.85 ? styles['doubtful'] : undefined}>
            <span className={styles['letter']}>{character.text}</span>
            <span className={styles['meter']} aria-hidden="true">
              <span style={{ height: percent(character.confidence).replace(' ', '') }} />
            </span>
            <span className={styles['share']}>{percent(character.confidence)}</span>
            <span className={styles['others']}>
              {character.alternatives.length === 0 ? (
                t.none
              ) : (
                <>
                  <span className="visually-hidden">{t.alternatives} </span>
                  {character.alternatives.map((other) => (
                    <span key={other.text}>
                      <b>{other.text}</b> {percent(other.confidence)}
                    </span>
                  ))}
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Row = readonly [label: string, value: ReactNode];

function factsOf(t: Dictionary, event: SiteEvent, zone: string): Row[] {
  const at = (time: string): string => formatPrecise(Date.parse(time), zone);
  const tail: Row[] = [
    [t.eventId, <code key="id">{event.id}</code>],
    [t.sequence, event.sequence],
  ];
  switch (event.type) {
    case 'org.gatehouse.passage.decided.v1':
    case 'org.gatehouse.passage.finalized.v1':
      return [
        [t.direction, directionWord(t, event.data.direction)],
        [t.startedAt, at(event.data.startedAt)],
        [t.decidedAt, at(event.data.decidedAt)],
        ...('endedAt' in event.data ? [[t.endedAt, at(event.data.endedAt)] as const] : []),
        [t.region, `${event.data.plate.region} · ${event.data.plate.kind}`],
        [t.framesRead, event.data.plate.frames],
        ...tail,
      ];
    case 'org.gatehouse.passage.noread.v1':
      return [[t.startedAt, at(event.data.startedAt)], [t.endedAt, at(event.data.endedAt)], ...tail];
    case 'org.gatehouse.face.snapshot.v1':
      return [[t.startedAt, at(event.data.startedAt)], [t.capturedAt, at(event.data.capturedAt)], [t.endedAt, at(event.data.endedAt)], ...tail];
    case 'org.gatehouse.camera.state.v1':
      return [[t.time, at(event.time)], [t.reason, event.data.reason], ...tail];
    case 'org.gatehouse.analytics.gap.v1':
      return [[t.from, at(event.data.from)], [t.to, at(event.data.to)], [t.cause, event.data.cause], ...tail];
    case 'org.gatehouse.gate.command.v1': {
      const { lane, action, by, outcome, detail } = event.data;
      return [[t.time, at(event.time)], [t.laneBarrier, `${lane} · ${t.laneCommandActions[action]} · ${by === 'person' ? t.laneByPerson : t.laneByLists}`], [t.lanePressStates[outcome], detail], ...tail];
    }
    default:
      // Of any other type when and which is known.
      return [[t.time, at((event as SiteEvent).time)], ...tail];
  }
}

function Facts({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl className={styles['facts']}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
