package org.gatehouse.camera.simulator;

import java.util.List;

/** What one media stream of a simulated camera plays. Immutable. */
public sealed interface Track permits VideoTrack, SoundTrack, MetadataTrack {
  /** In sending order; at least one. */
  List<Sample> samples();

  /** Ticks in a second. */
  int clockRate();

  /** How long it plays, in ticks, the last sample's own time included. */
  default long durationTicks() {
    long first = samples().getFirst().ticks();
    long last = samples().getLast().ticks();
    int steps = samples().size() - 1;
    int usual = clockRate() / 25;
    return last - first + (steps == 0 ? usual : Math.max(1, (last - first) / steps));
  }
}
