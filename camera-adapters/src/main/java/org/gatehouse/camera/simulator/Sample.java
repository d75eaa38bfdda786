package org.gatehouse.camera.simulator;

import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * One coded picture, piece of sound or document of a track.
 *
 * @param ticks presentation time by the track's clock from its start
 * @param key true where a client may join
 * @param data H.264 and H.265: NAL units, each after its length in 4 bytes, big-endian, without
 *     parameter sets; MJPEG: a JPEG file; else as the codec has it. Shared by all clients and not
 *     to be changed
 * @param parameters told in-band before this key picture where they are not the track's own; null
 *     otherwise
 */
public record Sample(long ticks, boolean key, byte[] data, @Nullable ParameterSets parameters) {
  /** One that changes nothing. */
  public Sample(long ticks, boolean key, byte[] data) {
    this(ticks, key, data, null);
  }
}
