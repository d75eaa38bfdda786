import { useCallback, useRef, useState } from 'react';
import { api } from '../api/client';
import type { Alarm } from '../api/types';
import type { Dictionary } from '../i18n/en';
import { Acknowledging } from './acknowledging';

/** What a person does about alarms, each true once it is done, and why the last of it was refused. */
export interface AlarmOrders {
  readonly acknowledge: (numbers: readonly number[]) => Promise<void>;
  readonly shelve: (number: number, reason: string, minutes: number) => Promise<boolean>;
  readonly unshelve: (number: number) => Promise<boolean>;
  readonly takeOut: (number: number, reason: string) => Promise<boolean>;
  readonly putBack: (number: number) => Promise<boolean>;
  readonly comment: (number: number, text: string) => Promise<boolean>;
  readonly assign: (number: number, to: string | null) => Promise<boolean>;
  readonly problem: string | null;
}

export function useAlarmOrders(onChanged: (alarm: Alarm) => void, t: Dictionary): AlarmOrders {
  const [problem, setProblem] = useState<string | null>(null);
  const acknowledging = useRef(new Acknowledging());
  const tried = useCallback(
    async (order: () => Promise<Alarm | void>): Promise<boolean> => {
      try {
        const changed = await order();
        setProblem(null);
        if (changed !== undefined) onChanged(changed);
        return true;
      } catch (error) {
        setProblem(t.alarmRefused((error as Error).message));
        return false;
      }
    },
    [onChanged, t],
  );
  const acknowledge = useCallback(
    async (numbers: readonly number[]): Promise<void> => {
      const asked = acknowledging.current.take(numbers);
      const [first, ...others] = asked;
      if (first === undefined) return;
      acknowledging.current.release(asked, await tried(() => (others.length === 0 ? api.acknowledge(first) : api.acknowledgeAll(asked))));
    },
    [tried],
  );
  const shelve = useCallback((number: number, reason: string, minutes: number) => tried(() => api.shelve(number, reason, minutes)), [tried]);
  return {
    acknowledge,
    shelve,
    unshelve: (number) => tried(() => api.unshelve(number)),
    takeOut: (number, reason) => tried(() => api.takeOutOfService(number, reason)),
    putBack: (number) => tried(() => api.putInService(number)),
    comment: (number, text) => tried(() => api.commentAlarm(number, text)),
    assign: (number, to) => tried(() => api.assignAlarm(number, to)),
    problem,
  };
}
