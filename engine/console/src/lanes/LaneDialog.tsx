import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { GateAction, GateLane, GateOrder } from '../api/types';
import { useI18n } from '../i18n/i18n';
import styles from './Lanes.module.css';

interface LaneDialogProps {
  readonly lane: GateLane;
  /** Null while it is closed. */
  readonly action: GateAction | null;
  readonly onClose: () => void;
  readonly onSend: (order: GateOrder) => void;
}

/** Asks once more, and why: nothing moves by one slip of the hand. */
export function LaneDialog({ lane, action, onClose, onSend }: LaneDialogProps) {
  const { t } = useI18n();
  return (
    <Modal opened={action !== null} onClose={onClose} title={action === null ? '' : t.laneConfirm[action](lane.name)} centered size={460} transitionProps={{ duration: 100 }} closeButtonProps={{ 'aria-label': t.close }}>
      {action !== null && <Body lane={lane} action={action} onClose={onClose} onSend={onSend} />}
    </Modal>
  );
}

function Body({ lane, action, onClose, onSend }: LaneDialogProps & { readonly action: GateAction }) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const [plate, setPlate] = useState(lane.vehicle?.plate ?? '');
  const [missing, setMissing] = useState(false);
  const typed = action === 'typed';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === '' || (typed && plate.trim() === '')) return setMissing(true);
    const passage = lane.vehicle !== null && action !== 'hold' && action !== 'release' ? { passageId: lane.vehicle.passageId } : {};
    onSend({ action, reason: reason.trim(), ...(typed ? { plate: plate.trim() } : {}), ...passage });
    return onClose();
  };
  return (
    <form className={styles['dialog']} onSubmit={submit} data-testid="lane-dialog">
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
      <Button type="submit" data-testid="lane-confirm">
        {t.laneActions[action]}
      </Button>
    </form>
  );
}
