package org.gatehouse.camera.simulator;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.ParameterSets;

/**
 * What a simulated camera shows: pictures in sending order, the first a key picture, at 90 kHz.
 * Immutable; one track may serve any number of cameras.
 *
 * @param parameters told in the SDP and sent in-band before every key picture
 * @param samples at least one, the first one key
 */
public record VideoTrack(ParameterSets parameters, List<Sample> samples) implements Track {
  private static final int CLOCK_RATE = 90_000;

  /** Refuses a track that no decoder could start on. */
  public VideoTrack {
    samples = List.copyOf(samples);
    if (samples.isEmpty() || !samples.getFirst().key()) {
      throw new IllegalArgumentException("a track starts with a key picture");
    }
  }

  @Override
  public int clockRate() {
    return CLOCK_RATE;
  }

  /** What there is before its second key picture; all of it if there is none. */
  public VideoTrack firstGroup() {
    int end = 1;
    while (end < samples.size() && !samples.get(end).key()) {
      end++;
    }
    return new VideoTrack(parameters, samples.subList(0, end));
  }

  /** This track and then another one, whose parameter sets are told in-band only. */
  public VideoTrack then(VideoTrack next) {
    List<Sample> all = new ArrayList<>(samples);
    long start = samples.getFirst().ticks() + durationTicks() - next.samples.getFirst().ticks();
    for (Sample sample : next.samples) {
      ParameterSets own = sample.parameters();
      ParameterSets sets = own == null && sample.key() ? next.parameters : own;
      all.add(new Sample(start + sample.ticks(), sample.key(), sample.data(), sets));
    }
    return new VideoTrack(parameters, all);
  }
}
