import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Alarm } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatDateTime } from '../time/format';
import { SeverityMark } from './AlarmRow';
import styles from './Alarms.module.css';
import { causeWord, kindWord, procedureOf } from './alarmLooks';
import type { AlarmRights } from './alarmRights';
import { assigneeOf, calls, canBeAcknowledged, isAway } from './alarmRules';
import type { AlarmOrders } from './useAlarmOrders';

interface AlarmDetailProps {
  readonly alarm: Alarm | null;
  readonly may: AlarmRights;
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
      <Notes alarm={alarm} zone={zone} may={rest.may} orders={rest.orders} />
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
function Actions({ alarm, may, orders, onAcknowledge, onShelve, onVideo }: ActionsProps) {
  const { t } = useI18n();
  const assign = (text: string): Promise<boolean> | null => {
    const to = assigneeOf(text, alarm);
    return to === undefined ? null : orders.assign(alarm.number, to);
  };
  const inService = alarm.state === 'out-of-service';
  return (
    <div className={styles['actions']}>
      <Button size="xs" disabled={!may.act || !canBeAcknowledged(alarm)} aria-keyshortcuts="A" onClick={() => onAcknowledge([alarm])}>
        {t.alarmAcknowledge}
      </Button>
      {alarm.state === 'shelved' ? (
        <Button size="xs" variant="default" disabled={!may.act} data-testid="unshelve" onClick={() => orders.unshelve(alarm.number)}>
          {t.alarmUnshelve}
        </Button>
      ) : (
        <Button size="xs" variant="default" disabled={!may.act || isAway(alarm)} data-testid="shelve" aria-keyshortcuts="S" onClick={onShelve}>
          {t.alarmShelve}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={alarm.cameras.length === 0} aria-keyshortcuts="V" leftSection={<Glyph name="play" size={12} />} onClick={() => onVideo(alarm)}>
        {t.alarmVideo}
      </Button>
      {inService && (
        <Button size="xs" variant="default" disabled={!may.takeOut} onClick={() => orders.putBack(alarm.number)}>
          {t.alarmPutBack}
        </Button>
      )}
      {may.lacks === 'guard' && <small>{t.needsRole(t.roles.guard)}</small>}
      <Line label={t.alarmAssign} button={t.alarmAssignButton} start={alarm.assignee ?? ''} stays disabled={!may.act} testId="assign" onSend={assign} />
      {!inService && (
        <Line
          label={t.alarmTakeOut}
          hint={may.lacks === null ? null : t.needsRole(t.roles.supervisor)}
          button={t.alarmTakeOutButton}
          disabled={!may.takeOut}
          testId="take-out"
          onSend={(reason) => (reason === '' ? null : orders.takeOut(alarm.number, reason))}
        />
      )}
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string | null;
  readonly button: string;
  readonly start?: string;
  /** The text says how it is now, and is not gone once it was sent. */
  readonly stays?: boolean;
  readonly disabled: boolean;
  readonly testId: string;
  /** True once it was done; null where there is nothing to do. */
  readonly onSend: (text: string) => Promise<boolean> | null;
}

/** A line of text and the button that sends it. What was refused is still there to be sent again. */
function Line({ label, hint = null, button, start = '', stays = false, disabled, testId, onSend }: LineProps) {
  const [text, setText] = useState(start);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const sent = busy ? null : onSend(text.trim());
    if (sent === null) return;
    setBusy(true);
    const done = await sent;
    setBusy(false);
    // What was typed meanwhile stays, too.
    if (done && !stays) setText((now) => (now === text ? '' : now));
  };
  return (
    <form className={styles['line']} onSubmit={(event) => void submit(event)}>
      <TextInput size="xs" label={label} description={hint} maxLength={500} value={text} disabled={disabled} data-testid={testId} onChange={(event) => setText(event.currentTarget.value)} />
      <Button size="xs" type="submit" variant="default" disabled={disabled}>
        {button}
      </Button>
    </form>
  );
}

function Notes({ alarm, zone, may, orders }: Pick<AlarmDetailProps, 'zone' | 'may' | 'orders'> & { readonly alarm: Alarm }) {
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
      <Line label={t.alarmComment} button={t.alarmCommentButton} disabled={!may.act} testId="comment" onSend={(text) => (text === '' ? null : orders.comment(alarm.number, text))} />
    </>
  );
}
