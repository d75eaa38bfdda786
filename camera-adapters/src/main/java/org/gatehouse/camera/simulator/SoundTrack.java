package org.gatehouse.camera.simulator;

import java.util.List;
import org.gatehouse.contract.media.AudioFormat;

/**
 * What a simulated camera hears. Immutable.
 *
 * @param samples one piece of sound for each packet: an AAC access unit without ADTS header, some
 *     G.711 samples, an Opus packet
 */
public record SoundTrack(AudioFormat format, List<Sample> samples) implements Track {
  /** Copies the list. */
  public SoundTrack {
    samples = List.copyOf(samples);
  }

  @Override
  public int clockRate() {
    return format.clockRate();
  }
}
