import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ApiError, Unauthorized } from '../api/client';
import type { GateLane, GateOrder } from '../api/types';
import { afterLook, ANSWER_MS, BUSY_EVERY_MS, counts, IDLE_EVERY_MS, isOver, stateOf, type Press, type PressState } from './laneRules';

export interface LaneWatch {
  /** Null until they are known. */
  readonly lanes: readonly GateLane[] | null;
  /** Why they cannot be asked for, so that {@link lanes} may be over; null while they can. */
  readonly problem: string | null;
  /** When the lanes were as they are shown, page clock; null before the first time. */
  readonly heardMs: number | null;
  /** The latest press and how far it is; null before the first. */
  readonly press: (Press & { readonly state: PressState }) | null;
  readonly send: (lane: string, order: GateOrder) => void;
}

/** Keeps the gate lanes up to date, and what somebody has one of them do. */
export function useLanes(): LaneWatch {
  const [lanes, setLanes] = useState<readonly GateLane[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [heardMs, setHeard] = useState<number | null>(null);
  const [press, setPress] = useState<Press | null>(null);
  const [nowMs, setNow] = useState(Date.now);
  const latest = useRef(press);
  latest.current = press;
  const shown = useRef(lanes);
  shown.current = lanes;
  const pressed = press === null ? null : { ...press, state: stateOf(press, lanes?.find(({ name }) => name === press.lane) ?? null, nowMs) };
  const busy = pressed !== null && !isOver(pressed.state);

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      try {
        const askedMs = Date.now();
        const known = await api.lanes();
        if (gone) return;
        setLanes(known);
        setPress((now) => now && afterLook(now, known.find(({ name }) => name === now.lane) ?? null, Date.now()));
        setHeard(askedMs);
        setProblem(null);
      } catch (error) {
        if (!gone) setProblem((error as Error).message);
      }
      if (gone) return;
      setNow(Date.now());
      timer = setTimeout(() => void look(), busy ? BUSY_EVERY_MS : IDLE_EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [busy]);

  // Also where the engine says nothing at all any more, somebody waits for a word.
  useEffect(() => {
    if (press === null) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, press.atMs + ANSWER_MS - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [press]);

  const send = useCallback((lane: string, order: GateOrder) => {
    const atMs = Date.now();
    if (!counts(latest.current, lane, order.action, atMs)) return;
    const passageId = shown.current?.find(({ name }) => name === lane)?.vehicle?.passageId ?? null;
    const fresh: Press = { lane, action: order.action, atMs, command: null, answered: false, refusal: null, ended: null, passageId };
    latest.current = fresh;
    setPress(fresh);
    setNow(atMs);
    const run = async (): Promise<void> => {
      try {
        const reply = await api.commandLane(lane, order);
        setLanes((known) => known?.map((each) => (each.name === lane ? reply.lane : each)) ?? null);
        setPress((now) => (now?.atMs === atMs ? { ...now, command: reply.command, answered: true, passageId: reply.lane.vehicle?.passageId ?? null } : now));
      } catch (error) {
        // Where nobody answered, it may have been done: nobody knows is all that can be said.
        const refused = error instanceof Unauthorized || (error instanceof ApiError && error.status > 0);
        if (refused) setPress((now) => (now?.atMs === atMs ? { ...now, answered: true, refusal: error.message } : now));
      }
    };
    void run();
  }, []);
  return { lanes, problem, heardMs, press: pressed, send };
}
