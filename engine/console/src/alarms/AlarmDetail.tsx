import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Alarm, Session } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatDateTime } from '../time/format';
import { SeverityMark } from './AlarmRow';
import styles from './Alarms.module.css';
import { causeWord, kindWord, procedureOf } from './alarmLooks';
import { calls, canBeAcknowledged, isAway } from './alarmRules';
import type { AlarmOrders } from './useAlarmOrders';

interface AlarmDetailProps {
  readonly alarm: Alarm | null;
  readonly session: Session | null;
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly orders: AlarmOrders;
  readonly onAcknowledge: (alarms: readonly Alarm[]) => void;
  readonly onShelve: () => void;
  readonly onVideo: (alarm: Alarm) => void;
}

/** One alarm in full: what was seen, what to do, who did what, and the ways to do more. */
export function AlarmDetail({ alarm, names, zone, ...rest }: AlarmDetailProps) {
  const { t } = useI18n();
  if (alarm === null) {
    return (
      <section className={styles['panel']}>
        <p className={styles['empty']}>{t.alarmChoose}</p>
      </section>
    );
  }
  return (
    <section className={`${styles['panel']} ${styles['detail']}`} aria-labelledby="alarm-title" data-testid="alarm-detail" data-state={alarm.state}>
      <h2 id="alarm-title">
        <SeverityMark severity={alarm.severity} flashing={calls(alarm)} /> {kindWord(t, alarm.kind)}
      </h2>
      <p>{alarm.text}</p>
      <Facts alarm={alarm} names={names} zone={zone} />
      <Actions alarm={alarm} {...rest} />
      <h3>{t.alarmProcedure}</h3>
      <ol className={styles['procedure']} data-testid="alarm-procedure">
        {procedureOf(t, alarm.kind).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Notes alarm={alarm} zone={zone} orders={rest.orders} />
    </section>
  );
}

function Facts({ alarm, names, zone }: Pick<AlarmDetailProps, 'names' | 'zone'> & { readonly alarm: Alarm }) {
  const { t } = useI18n();
  const at = (time: string): string => formatDateTime(Date.parse(time), zone);
  const { acknowledged, withheld } = alarm;
  return (
    <dl className={styles['facts']}>
      <dt>{t.alarmState}</dt>
      <dd data-testid="alarm-state">{t.alarmStates[alarm.state]}</dd>
      <dt>{t.alarmSource}</dt>
      <dd>{t.alarmSources[alarm.source] ?? alarm.source}</dd>
      <dt>{t.cause}</dt>
      <dd>{causeWord(t, alarm)}</dd>
      <dt>{t.time}</dt>
      <dd>
        {at(alarm.since)}
        {alarm.clearedAt !== null && ` – ${at(alarm.clearedAt)}`}
      </dd>
      {alarm.cameras.length > 0 && (
        <>
          <dt>{t.cameras}</dt>
          <dd>{alarm.cameras.map((id) => names.get(id) ?? id).join(', ')}</dd>
        </>
      )}
      {acknowledged !== null && (
        <>
          <dt>{t.deeds.acknowledged}</dt>
          <dd>{t.alarmBy(acknowledged.by, at(acknowledged.at))}</dd>
        </>
      )}
      {withheld !== null && (
        <>
          <dt>{t.alarmStates[alarm.state]}</dt>
          <dd data-testid="alarm-withheld">
            {t.alarmBy(withheld.by, at(withheld.since))}
            {withheld.until !== null && `, ${t.alarmUntil(at(withheld.until))}`}
            {withheld.reason !== '' && `: ${withheld.reason}`}
          </dd>
        </>
      )}
    </dl>
  );
}

type ActionsProps = Omit<AlarmDetailProps, 'alarm' | 'names' | 'zone'> & { readonly alarm: Alarm };

/** Whoever may not do something sees it, and why not. */
function Actions({ alarm, session, orders, onAcknowledge, onShelve, onVideo }: ActionsProps) {
  const { t } = useI18n();
  const guard = session?.role !== 'viewer';
  const supervisor = session?.role === 'supervisor' || session?.role === 'admin';
  const inService = alarm.state === 'out-of-service';
  return (
    <div className={styles['actions']}>
      <Button size="xs" disabled={!guard || !canBeAcknowledged(alarm)} aria-keyshortcuts="A" onClick={() => onAcknowledge([alarm])}>
        {t.alarmAcknowledge}
      </Button>
      {alarm.state === 'shelved' ? (
        <Button size="xs" variant="default" disabled={!guard} data-testid="unshelve" onClick={() => orders.unshelve(alarm.number)}>
          {t.alarmUnshelve}
        </Button>
      ) : (
        <Button size="xs" variant="default" disabled={!guard || isAway(alarm)} data-testid="shelve" aria-keyshortcuts="S" onClick={onShelve}>
          {t.alarmShelve}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={alarm.cameras.length === 0} aria-keyshortcuts="V" leftSection={<Glyph name="play" size={12} />} onClick={() => onVideo(alarm)}>
        {t.alarmVideo}
      </Button>
      {inService && (
        <Button size="xs" variant="default" disabled={!supervisor} onClick={() => orders.putBack(alarm.number)}>
          {t.alarmPutBack}
        </Button>
      )}
      {!guard && <small>{t.needsRole(t.roles.guard)}</small>}
      <Line label={t.alarmAssign} button={t.alarmAssignButton} start={alarm.assignee ?? ''} disabled={!guard} testId="assign" onSend={(to) => orders.assign(alarm.number, to === '' ? null : to)} />
      {!inService && <Line label={t.alarmTakeOut} hint={supervisor ? null : t.needsRole(t.roles.supervisor)} button={t.alarmTakeOutButton} start="" disabled={!supervisor} testId="take-out" onSend={(reason) => reason !== '' && orders.takeOut(alarm.number, reason)} />}
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string | null;
  readonly button: string;
  readonly start: string;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onSend: (text: string) => void;
}

/** A line of text and the button that sends it. */
function Line({ label, hint = null, button, start, disabled, testId, onSend }: LineProps) {
  const [text, setText] = useState(start);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend(text.trim());
    setText(start === '' ? '' : text);
  };
  return (
    <form className={styles['line']} onSubmit={submit}>
      <TextInput size="xs" label={label} description={hint} maxLength={500} value={text} disabled={disabled} data-testid={testId} onChange={(event) => setText(event.currentTarget.value)} />
      <Button size="xs" type="submit" variant="default" disabled={disabled}>
        {button}
      </Button>
    </form>
  );
}

function Notes({ alarm, zone, orders }: { readonly alarm: Alarm; readonly zone: string; readonly orders: AlarmOrders }) {
  const { t } = useI18n();
  return (
    <>
      <h3>{t.alarmNotes}</h3>
      <ol className={styles['notes']} data-testid="alarm-notes">
        {alarm.notes.map((note, i) => (
          <li key={i}>
            <strong>{t.deeds[note.deed] ?? note.deed}</strong> <span className={styles['dim']}>{t.alarmBy(note.by, formatDateTime(Date.parse(note.at), zone))}</span>
            {note.text !== '' && <p>{note.text}</p>}
          </li>
        ))}
      </ol>
      <Line label={t.alarmComment} button={t.alarmCommentButton} start="" disabled={false} testId="comment" onSend={(text) => text !== '' && orders.comment(alarm.number, text)} />
    </>
  );
}
