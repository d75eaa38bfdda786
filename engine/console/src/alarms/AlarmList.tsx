import { memo, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Alarm } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { useServerNow } from '../time/useNow';
import { AcknowledgeButton, AlarmRow, SeverityMark } from './AlarmRow';
import styles from './Alarms.module.css';
import { causeWord } from './alarmLooks';
import { canBeAcknowledged, countBy, grouped, inPlace, SEVERITIES, type AlarmGroup } from './alarmRules';
import { useHeld } from './useHeld';

/** More rows than this nobody reads; the most urgent are the ones that are shown. */
const MOST = 150;

interface AlarmListProps {
  readonly alarms: readonly Alarm[];
  readonly chosen: number;
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
  /** Whoever looks may acknowledge, and can now. */
  readonly may: boolean;
  readonly onChoose: (number: number) => void;
  readonly onAcknowledge: (alarms: readonly Alarm[]) => void;
}

/** Alarms grouped by their cause; one that stands alone is a row by itself. */
export function AlarmList({ alarms, chosen, names, zone, may, onChoose, onAcknowledge }: AlarmListProps) {
  const { t } = useI18n();
  const nowMs = useServerNow(60_000);
  const { held, handlers } = useHeld();
  const before = useRef<readonly AlarmGroup[]>([]);
  const groups = useMemo(() => (held ? inPlace(grouped(alarms), before.current) : grouped(alarms)), [alarms, held]);
  useEffect(() => {
    before.current = groups;
  }, [groups]);
  if (groups.length === 0) {
    return (
      <p className={styles['empty']} role="status">
        {t.alarmsNone}
      </p>
    );
  }
  return (
    <>
      <ol className={styles['list']} data-testid="alarm-list" onKeyDown={walk} {...handlers}>
        {groups.slice(0, MOST).map((group) => (
          <Group key={group.cause} group={group} chosen={group.alarms.some((alarm) => alarm.number === chosen) ? chosen : 0} names={names} zone={zone} nowMs={nowMs} may={may} onChoose={onChoose} onAcknowledge={onAcknowledge} />
        ))}
      </ol>
      {groups.length > MOST && <p className={styles['more']}>{t.alarmsMore(groups.length - MOST)}</p>}
    </>
  );
}

interface GroupProps {
  readonly group: AlarmGroup;
  readonly chosen: number;
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly nowMs: number;
  readonly may: boolean;
  readonly onChoose: (number: number) => void;
  readonly onAcknowledge: (alarms: readonly Alarm[]) => void;
}

const Group = memo(function Group({ group: { alarms }, chosen, names, zone, nowMs, may, onChoose, onAcknowledge }: GroupProps) {
  const [open, setOpen] = useState(chosen !== 0);
  const acknowledgeOne = useCallback((alarm: Alarm) => onAcknowledge([alarm]), [onAcknowledge]);
  const row = (alarm: Alarm) => (
    <AlarmRow key={alarm.number} alarm={alarm} chosen={alarm.number === chosen} names={names} zone={zone} nowMs={nowMs} may={may} onChoose={onChoose} onAcknowledge={acknowledgeOne} />
  );
  const [first] = alarms;
  if (first === undefined) return null;
  if (alarms.length === 1) return <li>{row(first)}</li>;
  return (
    <li className={styles['group']} data-testid="alarm-group" data-size={alarms.length}>
      <GroupHead alarms={alarms} open={open} may={may} onToggle={() => setOpen(!open)} onAcknowledge={onAcknowledge} />
      {open && alarms.slice(0, MOST).map(row)}
    </li>
  );
}, sameGroup);

/** In a flood the groups are made anew with every few alarms, and most are what they were. */
function sameGroup(before: GroupProps, after: GroupProps): boolean {
  const { group: one, ...restOne } = before;
  const { group: two, ...restTwo } = after;
  const sameAlarms = one.alarms.length === two.alarms.length && one.alarms.every((alarm, i) => alarm === two.alarms[i]);
  return sameAlarms && (Object.keys(restOne) as (keyof typeof restOne)[]).every((key) => restOne[key] === restTwo[key]);
}

interface GroupHeadProps {
  readonly alarms: readonly Alarm[];
  readonly open: boolean;
  readonly may: boolean;
  readonly onToggle: () => void;
  readonly onAcknowledge: (alarms: readonly Alarm[]) => void;
}

/** Counts every priority that is in the group, so that it hides none. */
function GroupHead({ alarms, open, may, onToggle, onAcknowledge }: GroupHeadProps) {
  const { t } = useI18n();
  const counts = countBy(alarms, (alarm) => alarm.severity);
  const waiting = alarms.filter(canBeAcknowledged);
  const first = alarms[0] as Alarm;
  return (
    <div className={styles['groupHead']}>
      <button type="button" data-alarm-row aria-expanded={open} onClick={onToggle}>
        <Glyph name={open ? 'older' : 'right'} size={12} />
        {SEVERITIES.filter((severity) => counts[severity] !== undefined).map((severity) => (
          <span key={severity} className={styles['count']}>
            <SeverityMark severity={severity} flashing={waiting.some((alarm) => alarm.severity === severity && alarm.state === 'unacknowledged')} />
            {counts[severity]}
          </span>
        ))}
        <strong>{causeWord(t, first)}</strong>
        <span className={styles['dim']}>{t.alarmsOf(alarms.length)}</span>
      </button>
      {waiting.length > 0 && (
        <AcknowledgeButton mark="acknowledge-group" may={may} onAcknowledge={() => onAcknowledge(waiting)}>
          {t.alarmAcknowledgeAll(waiting.length)}
        </AcknowledgeButton>
      )}
    </div>
  );
}

function rows(): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>('[data-alarm-row]')];
}

/** The first row, for whoever comes by keyboard. */
export function focusRow(): void {
  rows()[0]?.focus();
}

/** Up and Down walk through the rows. */
function walk(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const all = rows();
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  event.preventDefault();
  event.stopPropagation();
  all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
}
