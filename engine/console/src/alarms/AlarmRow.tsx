import { Button } from '@mantine/core';
import { memo } from 'react';
import type { Alarm, Severity } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatNear } from '../time/format';
import styles from './Alarms.module.css';
import { kindWord, SEVERITY_LOOKS, STATE_LOOKS } from './alarmLooks';
import { calls, canBeAcknowledged } from './alarmRules';

/** A priority's shape in its colour, with its word for who cannot see it; the shape alone flashes, never a text. */
export function SeverityMark({ severity, flashing }: { readonly severity: Severity; readonly flashing: boolean }) {
  const { t } = useI18n();
  const { glyph, colour } = SEVERITY_LOOKS[severity];
  return (
    <span className={flashing ? styles['flashing'] : undefined} style={{ color: `var(--${colour})` }} data-severity={severity}>
      <Glyph name={glyph} size={16} />
      <span className="visually-hidden">{t.severities[severity]}</span>
    </span>
  );
}

/** Leads the focus from a button that goes away once it was pressed to its row, from where one can walk on. */
function focusRowOf(button: HTMLElement): void {
  button.parentElement?.querySelector<HTMLButtonElement>('[data-alarm-row]')?.focus({ preventScroll: true });
}

interface AcknowledgeProps {
  /** How tests find it. */
  readonly mark: string;
  readonly may: boolean;
  readonly onAcknowledge: () => void;
  readonly children: string;
}

/** It goes once it was pressed; the row keeps the focus. */
export function AcknowledgeButton({ mark, may, onAcknowledge, children }: AcknowledgeProps) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={!may}
      data-testid={mark}
      onClick={(event) => {
        focusRowOf(event.currentTarget);
        onAcknowledge();
      }}
    >
      {children}
    </Button>
  );
}

interface AlarmRowProps {
  readonly alarm: Alarm;
  readonly chosen: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly nowMs: number;
  /** Whoever looks may acknowledge, and can now. */
  readonly may: boolean;
  readonly onChoose: (number: number) => void;
  readonly onAcknowledge: (alarm: Alarm) => void;
}

export const AlarmRow = memo(function AlarmRow({ alarm, chosen, names, zone, nowMs, may, onChoose, onAcknowledge }: AlarmRowProps) {
  const { t } = useI18n();
  const state = alarm.state === 'normal' ? null : STATE_LOOKS[alarm.state];
  return (
    <div className={styles['row']} data-testid="alarm-row" data-number={alarm.number} data-state={alarm.state} data-chosen={chosen}>
      <button type="button" data-alarm-row aria-pressed={chosen} onClick={() => onChoose(alarm.number)}>
        <SeverityMark severity={alarm.severity} flashing={calls(alarm)} />
        <span className={styles['priority']} aria-hidden="true" style={{ color: `var(--${SEVERITY_LOOKS[alarm.severity].colour})` }}>
          {t.severities[alarm.severity]}
        </span>
        <span className={styles['what']}>
          <strong>{kindWord(t, alarm.kind)}</strong>
          {alarm.cameras.length > 0 && <span>{t.alarmCameras(alarm.cameras.length, names.get(alarm.cameras[0] as string) ?? (alarm.cameras[0] as string))}</span>}
        </span>
        <time dateTime={alarm.since}>{formatNear(Date.parse(alarm.since), nowMs, zone)}</time>
        {alarm.times > 1 && <span className={styles['dim']}>{t.alarmTimes(alarm.times)}</span>}
        {state !== null && (
          <span className={styles['state']}>
            <span style={{ color: `var(--${state.colour})` }}>
              <Glyph name={state.glyph} size={13} />
            </span>
            {t.alarmStates[alarm.state]}
          </span>
        )}
        {alarm.assignee !== null && <span className={styles['dim']}>→ {alarm.assignee}</span>}
      </button>
      {canBeAcknowledged(alarm) && (
        <AcknowledgeButton mark="acknowledge" may={may} onAcknowledge={() => onAcknowledge(alarm)}>
          {t.alarmAcknowledge}
        </AcknowledgeButton>
      )}
    </div>
  );
});
