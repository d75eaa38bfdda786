import { ActionIcon, Tooltip } from '@mantine/core';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Alarm } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import styles from './Alarms.module.css';
import { SEVERITY_LOOKS, STATE_LOOKS } from './alarmLooks';
import { calls, countBy, isAway, mostUrgent, SEVERITIES } from './alarmRules';
import { alarmSound, type SoundKind, type SoundState } from './alarmSound';

interface AlarmChipProps {
  readonly alarms: readonly Alarm[];
  /** The engine cannot be heard: whatever is shown may be over, and there may be more. */
  readonly lost: boolean;
  readonly onOpen: () => void;
}

/** On every page: how many alarms there are of each priority, how many were put away, and their sound. */
export function AlarmChip({ alarms, lost, onOpen }: AlarmChipProps) {
  const { t } = useI18n();
  const calling = useMemo(() => alarms.filter(calls), [alarms]);
  const front = useMemo(() => countBy(alarms.filter((alarm) => !isAway(alarm)), (alarm) => alarm.severity), [alarms]);
  const calledBy = useMemo(() => countBy(calling, (alarm) => alarm.severity), [calling]);
  const away = alarms.filter(isAway).length;
  const none = alarms.length === 0;
  return (
    <span className={styles['chip']} data-testid="alarm-counts" data-calling={calling.length} data-away={away}>
      <button type="button" onClick={onOpen} aria-keyshortcuts="A">
        <span className={styles['label']}>{t.alarmsPage}</span>
        {none && <span>{t.none}</span>}
        {SEVERITIES.filter((severity) => front[severity] !== undefined).map((severity) => (
          <span key={severity} className={styles['count']} title={t.severities[severity]}>
            <span className={calledBy[severity] === undefined ? undefined : styles['flashing']} style={{ color: `var(--${SEVERITY_LOOKS[severity].colour})` }}>
              <Glyph name={SEVERITY_LOOKS[severity].glyph} size={14} />
            </span>
            <span className="visually-hidden">{t.severities[severity]} </span>
            {front[severity]}
          </span>
        ))}
        {away > 0 && (
          <span className={styles['count']} title={t.alarmViewAway}>
            <span style={{ color: 'var(--shelved)' }}>
              <Glyph name={STATE_LOOKS.shelved.glyph} size={14} />
            </span>
            <span className="visually-hidden">{t.alarmViewAway} </span>
            {away}
          </span>
        )}
      </button>
      <Bell kind={lost ? 'system' : (mostUrgent(calling)?.severity ?? null)} newest={Math.max(0, ...calling.map(({ number }) => number))} />
    </span>
  );
}

/** Lets alarms be heard, and turns their sound off and on. */
function Bell({ kind, newest }: { readonly kind: SoundKind | null; readonly newest: number }) {
  const { t } = useI18n();
  const sound = useSyncExternalStore(alarmSound.subscribe, alarmSound.read);
  useEffect(() => alarmSound.play(kind, newest), [kind, newest]);
  const words: Record<SoundState, string> = { on: t.alarmSoundOn, off: t.alarmSoundOff, blocked: t.alarmSoundBlocked };
  return (
    <Tooltip label={words[sound]}>
      <ActionIcon variant="subtle" color={sound === 'on' ? 'gray' : 'yellow'} size={26} aria-label={words[sound]} data-testid="alarm-sound" data-state={sound} data-plays={kind ?? ''} onClick={() => alarmSound.press()}>
        <Glyph name={sound === 'on' ? 'soundOn' : 'soundOff'} size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
