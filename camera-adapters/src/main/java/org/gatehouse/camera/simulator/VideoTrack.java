package org.gatehouse.camera.simulator;

import java.util.List;
import org.gatehouse.contract.media.ParameterSets;

/**
 * What a simulated camera shows: pictures in sending order, the first a key picture. Immutable; one
 * track may serve any number of cameras.
 *
 * @param parameters told in the SDP and sent in-band before every key picture
 * @param samples at least one, the first one key
 */
public record VideoTrack(ParameterSets parameters, List<Sample> samples) {
  private static final long DEFAULT_INTERVAL = 3600;

  /** Refuses a track that no decoder could start on. */
  public VideoTrack {
    samples = List.copyOf(samples);
    if (samples.isEmpty() || !samples.getFirst().key()) {
      throw new IllegalArgumentException("a track starts with a key picture");
    }
  }

  /** How long it plays, in ticks of 1/90000 s, the last picture's own time included. */
  public long durationTicks() {
    long first = samples.getFirst().ticks();
    long last = samples.getLast().ticks();
    int steps = samples.size() - 1;
    return last - first + (steps == 0 ? DEFAULT_INTERVAL : Math.max(1, (last - first) / steps));
  }
}
