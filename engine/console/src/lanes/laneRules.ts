import type { GateAction, GateCommand, GateLane, GateOrder, SiteEvent } from '../api/types';
import type { GlyphName } from '../app/Glyph';

/** A second press within so long means the first one. */
export const TWICE_MS = 2000;

/** By then it is known what became of a command, or that nobody knows. */
export const ANSWER_MS = 3000;

/** While something is under way, the lane is asked so often; else now and then. */
export const BUSY_EVERY_MS = 100;
export const IDLE_EVERY_MS = 1000;

/** What somebody pressed, until it is known what became of it. */
export interface Press {
  readonly lane: string;
  readonly action: GateAction;
  readonly atMs: number;
  /** What the barrier is told; null while the request is on its way, or where nothing is. */
  readonly command: string | null;
  /** The engine has answered. */
  readonly answered: boolean;
  /** Why it was not done; null if it was. */
  readonly refusal: string | null;
  /** How the engine said that it ended, also when the lane does not list it any more; null before. */
  readonly ended: GateCommand['state'] | null;
  /** The vehicle that was there; null for none. */
  readonly passageId: string | null;
}

export type PressState = 'sending' | 'intended' | 'sent' | 'confirmed' | 'failed' | 'no-answer' | 'refused' | 'decided';

/** How far a press is: only what the engine said of it, or that it has said nothing for too long. */
export function stateOf(press: Press, lane: GateLane | null, nowMs: number): PressState {
  if (press.refusal !== null) return 'refused';
  if (press.ended !== null) return press.ended;
  const told = lane?.commands.find((command) => command.id === press.command);
  const state: PressState = told?.state ?? (press.answered && press.command === null ? 'decided' : 'sending');
  const open = state === 'sending' || state === 'intended' || state === 'sent';
  return open && nowMs - press.atMs >= ANSWER_MS ? 'no-answer' : state;
}

export function isOver(state: PressState): boolean {
  return state !== 'sending' && state !== 'intended' && state !== 'sent';
}

/** A press after a look at its lane: what ended stays as it ended, and goes once the next vehicle is there. */
export function afterLook(press: Press, lane: GateLane | null, nowMs: number): Press | null {
  if (lane === null) return press;
  const told = lane.commands.find((command) => command.id === press.command)?.state;
  const looked = told !== undefined && isOver(told) && told !== press.ended ? { ...press, ended: told } : press;
  const next = lane.vehicle !== null && lane.vehicle.passageId !== press.passageId;
  return next && isOver(stateOf(looked, lane, nowMs)) ? null : looked;
}

/** Whether a press counts, or is the second one of the same at the same lane. */
export function counts(last: Press | null, lane: string, action: GateAction, nowMs: number): boolean {
  return last === null || last.lane !== lane || last.action !== action || nowMs - last.atMs >= TWICE_MS;
}

export type LaneVehicle = NonNullable<GateLane['vehicle']>;

/** Whether an action is about whoever is there; the others are about the barrier alone. */
export function concernsVehicle(action: GateAction): boolean {
  return action !== 'hold' && action !== 'release';
}

/** Somebody else is there now than when a person was asked what to do. */
export function isAnother(asked: LaneVehicle | null, now: LaneVehicle | null): boolean {
  return now !== null && now.passageId !== asked?.passageId;
}

/** What is sent: about the vehicle that a person was asked about, whoever came since. */
export function orderOf(action: GateAction, reason: string, plate: string, asked: LaneVehicle | null): GateOrder {
  return {
    action,
    reason: reason.trim(),
    ...(action === 'typed' ? { plate: plate.trim() } : {}),
    ...(asked !== null && concernsVehicle(action) ? { passageId: asked.passageId } : {}),
  };
}

export interface Look {
  readonly glyph: GlyphName;
  readonly colour: 'ok' | 'info' | 'high' | 'critical' | 'muted';
}

export function lookOf(state: PressState | GateCommand['state']): Look {
  switch (state) {
    case 'confirmed':
    case 'decided':
      return { glyph: 'check', colour: 'ok' };
    case 'failed':
    case 'refused':
      return { glyph: 'failed', colour: 'critical' };
    case 'no-answer':
      return { glyph: 'warning', colour: 'high' };
    default:
      return { glyph: 'connecting', colour: 'info' };
  }
}

const OUTCOMES: Record<string, Look> = {
  open: { glyph: 'check', colour: 'ok' },
  check: { glyph: 'warning', colour: 'high' },
  refuse: { glyph: 'failed', colour: 'critical' },
};

export function lookOfOutcome(outcome: string): Look {
  return OUTCOMES[outcome] ?? { glyph: 'unknown', colour: 'muted' };
}

/** The latest event of a lane's vehicle that has pictures; null if it is not among those that the page keeps. */
export function pictureEvent(events: readonly SiteEvent[], lane: GateLane): SiteEvent | null {
  const passage = lane.vehicle?.passageId;
  return events.find((event) => event.snapshots.length > 0 && 'passageId' in event.data && event.data.passageId === passage) ?? null;
}
