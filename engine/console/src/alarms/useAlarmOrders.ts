import { useCallback, useState } from 'react';
import { api } from '../api/client';
import type { Alarm } from '../api/types';
import type { Dictionary } from '../i18n/en';

/** What a person does about alarms, and why the last of it was refused. */
export interface AlarmOrders {
  readonly acknowledge: (numbers: readonly number[]) => void;
  readonly shelve: (number: number, reason: string, minutes: number) => void;
  readonly unshelve: (number: number) => void;
  readonly takeOut: (number: number, reason: string) => void;
  readonly putBack: (number: number) => void;
  readonly comment: (number: number, text: string) => void;
  readonly assign: (number: number, to: string | null) => void;
  readonly problem: string | null;
}

export function useAlarmOrders(onChanged: (alarm: Alarm) => void, t: Dictionary): AlarmOrders {
  const [problem, setProblem] = useState<string | null>(null);
  const tried = useCallback(
    (order: () => Promise<Alarm | void>): void => {
      const run = async (): Promise<void> => {
        try {
          const changed = await order();
          setProblem(null);
          if (changed !== undefined) onChanged(changed);
        } catch (error) {
          setProblem(t.alarmRefused((error as Error).message));
        }
      };
      void run();
    },
    [onChanged, t],
  );
  const acknowledge = useCallback(
    ([first, ...others]: readonly number[]) => {
      if (first === undefined) return;
      tried(() => (others.length === 0 ? api.acknowledge(first) : api.acknowledgeAll([first, ...others])));
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
