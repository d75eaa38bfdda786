import type { Camera, CameraState } from '../api/types';
import type { GlyphName } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';

export interface StateLook {
  readonly glyph: GlyphName;
  /** Name of the page colour. */
  readonly colour: 'critical' | 'high' | 'info' | 'ok' | 'muted';
  readonly word: (t: Dictionary) => string;
  /** Worst is highest. */
  readonly rank: number;
}

export const STATE_LOOKS: Record<CameraState, StateLook> = {
  failed: { glyph: 'failed', colour: 'critical', word: (t) => t.stateFailed, rank: 5 },
  stalled: { glyph: 'warning', colour: 'high', word: (t) => t.stateStalled, rank: 4 },
  frozen: { glyph: 'warning', colour: 'high', word: (t) => t.stateFrozen, rank: 4 },
  waiting: { glyph: 'retry', colour: 'high', word: (t) => t.stateWaiting, rank: 3 },
  connecting: { glyph: 'connecting', colour: 'info', word: (t) => t.stateConnecting, rank: 2 },
  idle: { glyph: 'stopped', colour: 'muted', word: (t) => t.stateIdle, rank: 1 },
  stopped: { glyph: 'stopped', colour: 'muted', word: (t) => t.stateStopped, rank: 1 },
  streaming: { glyph: 'up', colour: 'ok', word: (t) => t.stateStreaming, rank: 0 },
};

/** Worst first; among equals the order of the configuration. */
export function worstFirst(cameras: readonly Camera[]): readonly Camera[] {
  return [...cameras].sort((a, b) => STATE_LOOKS[b.state].rank - STATE_LOOKS[a.state].rank);
}
