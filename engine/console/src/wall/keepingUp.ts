import type { Lane, Status } from '../api/types';

/** The lanes that have no time for all their pictures; an older engine does not tell. */
export function lanesBehind(status: Status | null): readonly Lane[] {
  return (status?.analytics.lanes ?? []).filter((lane) => lane.behind);
}

/** How much of a camera's pictures is passed over, in percent; null while its analysis keeps up. */
export function passedOver(status: Status | null, camera: string): number | null {
  const lane = lanesBehind(status).find((one) => one.camera === camera);
  return lane === undefined ? null : Math.round(lane.skippedShare * 100);
}
