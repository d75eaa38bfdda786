import type { EventDelivery } from '../api/types';

/** Whether they may be different at the next look: one that waits goes on by itself, a parked one when somebody has it tried again. */
export function changes(found: readonly EventDelivery[] | null): boolean {
  return found === null || found.some(({ state }) => state === 'pending' || state === 'parked');
}
