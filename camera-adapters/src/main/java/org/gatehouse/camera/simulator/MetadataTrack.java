package org.gatehouse.camera.simulator;

import java.util.List;

/**
 * What a simulated camera tells of what it saw: XML documents of ONVIF's metadata stream, at 90
 * kHz. Immutable.
 */
public record MetadataTrack(List<Sample> samples) implements Track {
  private static final int CLOCK_RATE = 90_000;

  /** Copies the list. */
  public MetadataTrack {
    samples = List.copyOf(samples);
  }

  @Override
  public int clockRate() {
    return CLOCK_RATE;
  }
}
