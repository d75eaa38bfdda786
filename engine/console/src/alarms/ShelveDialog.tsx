import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Alarm } from '../api/types';
import { useI18n } from '../i18n/i18n';
import styles from './Alarms.module.css';
import { kindWord } from './alarmLooks';

/** Minutes; the last is the most that is allowed. */
const TIMES = [15, 30, 60, 120, 240, 480];

interface ShelveDialogProps {
  /** Null while it is closed. */
  readonly alarm: Alarm | null;
  /** Whoever looks may shelve, and can now. */
  readonly may: boolean;
  readonly onClose: () => void;
  readonly onShelve: (number: number, reason: string, minutes: number) => void;
}

/** Puts an alarm away for a while: why, and for how long. */
export function ShelveDialog({ alarm, may, onClose, onShelve }: ShelveDialogProps) {
  const { t } = useI18n();
  return (
    <Modal opened={alarm !== null} onClose={onClose} title={t.alarmShelve} centered size={460} transitionProps={{ duration: 100 }} closeButtonProps={{ 'aria-label': t.close }}>
      {alarm !== null && <Body key={alarm.number} alarm={alarm} may={may} onClose={onClose} onShelve={onShelve} />}
    </Modal>
  );
}

function Body({ alarm, may, onClose, onShelve }: ShelveDialogProps & { readonly alarm: Alarm }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!may) return;
    if (reason.trim() === '') return setMissing(true);
    onShelve(alarm.number, reason.trim(), minutes);
    return onClose();
  };
  return (
    <form className={styles['dialog']} onSubmit={submit} data-testid="shelve-dialog">
      <p>{kindWord(t, alarm.kind)}</p>
      <TextInput label={t.reason} value={reason} maxLength={500} error={missing ? t.exportNoReason : null} data-autofocus data-testid="shelve-reason" onChange={(event) => setReason(event.currentTarget.value)} />
      <NativeSelect
        label={t.alarmShelveTime}
        value={minutes}
        data-testid="shelve-time"
        onChange={(event) => setMinutes(Number(event.currentTarget.value))}
        data={TIMES.map((each) => ({ value: String(each), label: each < 120 ? t.minutes(each) : t.hours(each / 60) }))}
      />
      <small>{t.alarmShelveHint}</small>
      <Button type="submit" disabled={!may}>{t.alarmShelve}</Button>
    </form>
  );
}
