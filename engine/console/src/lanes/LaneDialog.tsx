import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { GateAction, GateLane, GateOrder } from '../api/types';
import { useI18n } from '../i18n/i18n';
import { formatTime } from '../time/format';
import styles from './Lanes.module.css';
import { concernsVehicle, isAnother, orderOf } from './laneRules';

interface LaneDialogProps {
  readonly lane: GateLane;
  readonly zone: string;
  /** How the lane is now is not known: nothing can be sent. */
  readonly lost: boolean;
  /** Null while it is closed. */
  readonly action: GateAction | null;
  readonly onClose: () => void;
  readonly onSend: (order: GateOrder) => void;
}

/** Asks once more, and why: nothing moves by one slip of the hand. */
export function LaneDialog({ lane, zone, lost, action, onClose, onSend }: LaneDialogProps) {
  const { t } = useI18n();
  return (
    <Modal opened={action !== null} onClose={onClose} title={action === null ? '' : t.laneConfirm[action](lane.name)} centered size={460} transitionProps={{ duration: 100 }} closeButtonProps={{ 'aria-label': t.close }}>
      {action !== null && <Body key={lane.name} lane={lane} zone={zone} lost={lost} action={action} onClose={onClose} onSend={onSend} />}
    </Modal>
  );
}

function Body({ lane, zone, lost, action, onClose, onSend }: LaneDialogProps & { readonly action: GateAction }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  // The lane is replaced every second; what a person answers is about whom they were asked.
  const [vehicle] = useState(lane.vehicle);
  const [plate, setPlate] = useState(vehicle?.plate ?? '');
  const [missing, setMissing] = useState(false);
  const typed = action === 'typed';
  const about = concernsVehicle(action);
  const another = about && isAnother(vehicle, lane.vehicle);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (another || lost) return;
    if (reason.trim() === '' || (typed && plate.trim() === '')) return setMissing(true);
    onSend(orderOf(action, reason, plate, vehicle));
    return onClose();
  };
  return (
    <form className={styles['dialog']} onSubmit={submit} data-testid="lane-dialog">
      {about && (
        <p className={styles['asked']} data-testid="lane-asked">
          {vehicle === null ? (
            t.laneNobody
          ) : (
            <>
              <strong>{vehicle.plate ?? t.noPlateRead}</strong> {formatTime(Date.parse(vehicle.seenAt), zone)}
            </>
          )}
        </p>
      )}
      {another && (
        <p role="alert" className={styles['another']} data-testid="lane-another">
          {t.laneAnother}
        </p>
      )}
      {typed && <TextInput label={t.lanePlate} value={plate} maxLength={32} error={missing && plate.trim() === '' ? t.laneNoPlate : null} data-autofocus data-testid="lane-plate" onChange={(event) => setPlate(event.currentTarget.value)} />}
      <TextInput
        label={t.reason}
        value={reason}
        maxLength={200}
        error={missing && reason.trim() === '' ? t.exportNoReason : null}
        {...(typed ? {} : { 'data-autofocus': true })}
        data-testid="lane-reason"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" disabled={another || lost} data-testid="lane-confirm">
        {t.laneActions[action]}
      </Button>
    </form>
  );
}
