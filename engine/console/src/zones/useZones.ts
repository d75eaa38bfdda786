import { useCallback, useEffect, useState } from 'react';
import { api, ApiError } from '../api/client';
import type { Zones } from '../api/types';
import { sameZones } from './zoneDraft';

export interface ZonesState {
  /** Null until the engine has told what is drawn. */
  readonly draft: Zones | null;
  readonly changed: boolean;
  readonly saving: boolean;
  readonly problem: string | null;
  /** Somebody else saved meanwhile: only what they saved can be drawn on. */
  readonly stale: boolean;
  /** Number of the state that was saved last here. */
  readonly savedVersion: number | null;
  readonly edit: (draft: Zones) => void;
  readonly save: () => void;
  /** Takes what the engine has, and lets go of what was drawn since. */
  readonly reload: () => void;
}

interface Held {
  readonly zones: Zones;
  readonly tag: string;
}

const CHANGED_MEANWHILE = 412;

/** What is drawn on one camera's picture: as the engine has it, and as it is being drawn. */
export function useZones(camera: string): ZonesState {
  const [held, hold] = useState<Held | null>(null);
  const [draft, setDraft] = useState<Zones | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<{ readonly text: string; readonly stale: boolean } | null>(null);
  const [savedVersion, setSavedVersion] = useState<number | null>(null);

  const take = useCallback((next: Held) => {
    hold(next);
    setDraft(next.zones);
    setProblem(null);
  }, []);

  const reload = useCallback(() => {
    setSavedVersion(null);
    api.zones(camera).then(take, (error: Error) => setProblem({ text: error.message, stale: false }));
  }, [camera, take]);

  useEffect(() => {
    hold(null);
    setDraft(null);
    setProblem(null);
    if (camera !== '') reload();
  }, [camera, reload]);

  const save = useCallback(() => {
    if (held === null || draft === null || saving) return;
    setSaving(true);
    setSavedVersion(null);
    api
      .saveZones(camera, draft, held.tag)
      .then(
        (next) => {
          take(next);
          setSavedVersion(next.zones.version);
        },
        (error: Error) => setProblem({ text: error.message, stale: error instanceof ApiError && error.status === CHANGED_MEANWHILE }),
      )
      .finally(() => setSaving(false));
  }, [camera, held, draft, saving, take]);

  const edit = useCallback((next: Zones) => {
    setDraft(next);
    setSavedVersion(null);
  }, []);

  const changed = held !== null && draft !== null && !sameZones(held.zones, draft);
  return { draft, changed, saving, problem: problem?.text ?? null, stale: problem?.stale ?? false, savedVersion, edit, save, reload };
}
