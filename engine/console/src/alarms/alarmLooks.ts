import type { Alarm, AlarmState, Severity } from '../api/types';
import type { GlyphName } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';

interface Look {
  readonly glyph: GlyphName;
  readonly colour: string;
}

/** Three priorities, each with a shape and a colour of its own. */
export const SEVERITY_LOOKS: Readonly<Record<Severity, Look>> = {
  CRITICAL: { glyph: 'critical', colour: 'critical' },
  WARNING: { glyph: 'warning', colour: 'high' },
  NOTICE: { glyph: 'notice', colour: 'medium' },
};

export const STATE_LOOKS: Readonly<Record<Exclude<AlarmState, 'normal'>, Look>> = {
  unacknowledged: { glyph: 'bell', colour: 'text' },
  acknowledged: { glyph: 'check', colour: 'ok' },
  returned: { glyph: 'retry', colour: 'info' },
  shelved: { glyph: 'shelf', colour: 'shelved' },
  suppressed: { glyph: 'soundOff', colour: 'muted' },
  'out-of-service': { glyph: 'stopped', colour: 'muted' },
};

type KnownKind = keyof Dictionary['alarmKinds'];

function isKnown(t: Dictionary, kind: string): kind is KnownKind {
  return Object.hasOwn(t.alarmKinds, kind);
}

/** What it is about; a kind of a newer engine by its own name. */
export function kindWord(t: Dictionary, kind: string): string {
  return isKnown(t, kind) ? t.alarmKinds[kind].name : kind;
}

/** What to do about it, step by step. */
export function procedureOf(t: Dictionary, kind: string): readonly string[] {
  return isKnown(t, kind) ? t.alarmKinds[kind].procedure : [t.alarmNoProcedure];
}

/** The cause in words: what sources name themselves, or the kind. */
export function causeWord(t: Dictionary, alarm: Alarm): string {
  const ofKind = alarm.cause === alarm.kind.toLowerCase().replaceAll('_', '-');
  return ofKind ? kindWord(t, alarm.kind) : alarm.cause;
}
