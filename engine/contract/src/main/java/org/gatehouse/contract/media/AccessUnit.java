package org.gatehouse.contract.media;

import java.util.List;

/**
 * One coded picture, immutable once published; every reader shares the same payload array.
 *
 * @param parameters the parameter sets in force for this picture
 * @param epochMicros server receive time of its first packet, mapped to the wall clock; never goes
 *     back within a run
 * @param ticks presentation time on the stream's own 90 kHz clock, extended past 32 bits; only
 *     differences mean anything
 * @param randomAccess true if decoding may start here (IDR picture)
 * @param lostPackets packets known to be missing since the access unit before
 * @param payload for H.264 and H.265 NAL units, each after its length in 4 bytes, big-endian
 *     (ISO/IEC 14496-15 §5.3.4), parameter sets that came in-band left out; for MJPEG one whole
 *     JFIF file. Must not be changed.
 * @param audio what was heard since the access unit before: audio travels with the picture that
 *     follows it, so that whoever keeps or drops a picture keeps or drops its sound
 */
public record AccessUnit(
    ParameterSets parameters,
    long epochMicros,
    long ticks,
    boolean randomAccess,
    int lostPackets,
    Payload payload,
    List<AudioFrame> audio) {
  /** Copies the list. */
  public AccessUnit {
    audio = List.copyOf(audio);
  }

  /** A picture without sound. */
  public AccessUnit(
      ParameterSets parameters,
      long epochMicros,
      long ticks,
      boolean randomAccess,
      int lostPackets,
      byte[] payload) {
    this(parameters, epochMicros, ticks, randomAccess, lostPackets, Payload.of(payload), List.of());
  }

  /** The same with a payload that nobody shares, to be kept for as long as one likes. */
  public AccessUnit detached() {
    Payload own = Payload.of(payload.copy());
    return new AccessUnit(parameters, epochMicros, ticks, randomAccess, lostPackets, own, audio);
  }

  /** Ticks of {@link #ticks} in a second. */
  public static final int TICKS_PER_SECOND = 90_000;

  @Override
  public boolean equals(Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "AccessUnit[%s, %d bytes, ticks=%d%s]"
        .formatted(parameters, payload.length(), ticks, randomAccess ? ", random access" : "");
  }
}
