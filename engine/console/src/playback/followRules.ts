/** One video element beside the master clock; seconds of the media time line. */
export interface FollowView {
  readonly position: number;
  /** Where the master clock says it should be. */
  readonly target: number;
  /** The master's pace; 0 while it stands. Never below 0: backwards goes picture by picture. */
  readonly pace: number;
  /** A seek is under way. */
  readonly seeking: boolean;
}

export interface FollowOrders {
  /** Playback rate; 0 for a pause. */
  readonly rate: number;
  readonly seekTo: number | null;
}

/** Nearer than half a picture at 25 a second nobody can tell. */
const NEAR = 0.02;
const FAR = 0.5;
/** Standing still, the picture has to be the very one: nearer than any two pictures are. */
const EXACT = 0.002;
const STRONGEST = 0.2;

/** Small drift is run off by playing a little faster or slower; only what is far off is sought, for a seek shows. */
export function follow({ position, target, pace, seeking }: FollowView): FollowOrders {
  const drift = target - position;
  if (pace === 0) return { rate: 0, seekTo: !seeking && Math.abs(drift) > EXACT ? target : null };
  if (Math.abs(drift) > FAR * Math.max(1, pace)) return { rate: pace, seekTo: seeking ? null : target };
  if (Math.abs(drift) <= NEAR * Math.max(1, pace)) return { rate: pace, seekTo: null };
  const correction = Math.max(-STRONGEST, Math.min(STRONGEST, drift / pace));
  return { rate: pace * (1 + correction), seekTo: null };
}
