import { Button } from '@mantine/core';
import type { GateAction, GateCommand, GateLane, Session } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatTime } from '../time/format';
import styles from './Lanes.module.css';
import { lookOf, lookOfOutcome, type Look, type Press, type PressState } from './laneRules';

interface LanePanelProps {
  readonly lane: GateLane;
  readonly zone: string;
  readonly session: Session | null;
  /** The link to the engine is lost, or the lanes are not known as they are now: nothing can be sent. */
  readonly lost: boolean;
  readonly press: (Press & { readonly state: PressState }) | null;
  readonly onAction: (action: GateAction) => void;
}

/** Who is at a lane, what was decided, what can be done, and what became of it. */
export function LanePanel({ lane, zone, ...rest }: LanePanelProps) {
  const { t } = useI18n();
  return (
    <section className={styles['panel']} aria-labelledby="lane-title" data-testid="lane-panel">
      <h2 id="lane-title">
        {lane.name} · {t.laneDirections[lane.direction] ?? lane.direction}
      </h2>
      <Barrier lane={lane} zone={zone} />
      <Vehicle lane={lane} zone={zone} />
      <Actions lane={lane} {...rest} />
      <h3>{t.laneCommands}</h3>
      <ol className={styles['commands']} data-testid="lane-commands">
        {lane.commands.map((command) => (
          <Command key={command.id} command={command} zone={zone} />
        ))}
      </ol>
    </section>
  );
}

function Mark({ look, word }: { readonly look: Look; readonly word: string }) {
  return (
    <span className={styles['mark']}>
      <span style={{ color: `var(--${look.colour})`, display: 'inline-flex' }}>
        <Glyph name={look.glyph} size={15} />
      </span>
      {word}
    </span>
  );
}

function Barrier({ lane, zone }: { readonly lane: GateLane; readonly zone: string }) {
  const { t } = useI18n();
  return (
    <p className={styles['barrier']} data-testid="lane-barrier" data-position={lane.position} data-held={lane.held}>
      {t.laneBarrier}: <strong>{t.lanePositions[lane.position] ?? lane.position}</strong>
      {lane.held && <Mark look={{ glyph: 'warning', colour: 'high' }} word={t.laneHeld} />}
      {lane.openUntil !== null && <span>{t.laneOpenUntil(formatTime(Date.parse(lane.openUntil), zone))}</span>}
      {lane.loop === 'occupied' && <span>{t.laneOccupied}</span>}
      {lane.closeWaits && <span>{t.laneCloseWaits}</span>}
      {lane.trouble !== null && <Mark look={{ glyph: 'failed', colour: 'critical' }} word={`${t.laneTrouble}: ${lane.trouble}`} />}
    </p>
  );
}

function Vehicle({ lane, zone }: { readonly lane: GateLane; readonly zone: string }) {
  const { t } = useI18n();
  const { vehicle } = lane;
  if (vehicle === null) {
    return (
      <p className={styles['nobody']} data-testid="lane-vehicle">
        {t.laneNobody}
      </p>
    );
  }
  const { verdict } = vehicle;
  return (
    <div className={styles['vehicle']} data-testid="lane-vehicle" data-outcome={verdict?.outcome ?? ''}>
      <strong className={styles['plate']}>{vehicle.plate ?? t.noPlateRead}</strong>
      <span>
        {formatTime(Date.parse(vehicle.seenAt), zone)}
        {vehicle.left && ` · ${t.laneLeft}`}
      </span>
      {verdict !== null && (
        <p className={styles['verdict']}>
          <Mark look={lookOfOutcome(verdict.outcome)} word={t.laneOutcomes[verdict.outcome] ?? verdict.outcome} />
          <span>
            {t.laneStandings[verdict.standing] ?? verdict.standing} · {t.laneReasons[verdict.reason] ?? verdict.reason}
          </span>
        </p>
      )}
    </div>
  );
}

const KEYS: Partial<Record<GateAction, string>> = { open: 'O', deny: 'D', typed: 'T' };

/** Whoever may not do something sees it, and why not. */
function Actions({ lane, session, lost, press, onAction }: Omit<LanePanelProps, 'zone'>) {
  const { t } = useI18n();
  const guard = session !== null && session.role !== 'viewer';
  const actions: readonly GateAction[] = ['open', 'deny', lane.held ? 'release' : 'hold', 'typed'];
  return (
    <div className={styles['actions']}>
      {actions.map((action) => (
        <Button key={action} size="md" variant={action === 'open' ? 'filled' : 'default'} disabled={!guard || lost} aria-keyshortcuts={KEYS[action]} data-testid={`lane-${action}`} onClick={() => onAction(action)}>
          {t.laneActions[action]}
        </Button>
      ))}
      {!guard && <small>{t.needsRole(t.roles.guard)}</small>}
      {press !== null && (
        <p className={styles['press']} role="status" data-testid="lane-press" data-state={press.state} data-action={press.action}>
          {t.laneActions[press.action]}: <Mark look={lookOf(press.state)} word={t.lanePressStates[press.state]} />
          {press.refusal !== null && <span>{press.refusal}</span>}
        </p>
      )}
    </div>
  );
}

function Command({ command, zone }: { readonly command: GateCommand; readonly zone: string }) {
  const { t } = useI18n();
  return (
    <li data-testid="lane-command" data-state={command.state}>
      <time>{formatTime(Date.parse(command.decidedAt), zone)}</time>
      <span>
        {t.laneCommandActions[command.action] ?? command.action} · {command.by === 'person' ? t.laneByPerson : t.laneByLists}
      </span>
      <Mark look={lookOf(command.state)} word={t.lanePressStates[command.state]} />
      {command.detail !== '' && <small>{command.detail}</small>}
    </li>
  );
}
