import type { Session } from '../api/types';

/** What whoever looks at the page can do about alarms now. */
export interface AlarmRights {
  /** Acknowledge, shelve, comment, assign. */
  readonly act: boolean;
  /** Take out of service and put back. */
  readonly takeOut: boolean;
  /** The least role that would let them do more; null when they have all. */
  readonly lacks: 'guard' | 'supervisor' | null;
}

/** By the role, and only while the engine can be reached: what cannot be sent is not offered. */
export function rightsOf(session: Session | null, linked: boolean): AlarmRights {
  const guard = session !== null && session.role !== 'viewer';
  const supervisor = session?.role === 'supervisor' || session?.role === 'admin';
  return { act: guard && linked, takeOut: supervisor && linked, lacks: !guard ? 'guard' : !supervisor ? 'supervisor' : null };
}
