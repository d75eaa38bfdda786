package org.gatehouse.contract.media;

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
 * @param payload NAL units, each after its length in 4 bytes, big-endian (ISO/IEC 14496-15 §5.3.4);
 *     parameter sets that came in-band are left out. Must not be changed.
 */
public record AccessUnit(
    ParameterSets parameters,
    long epochMicros,
    long ticks,
    boolean randomAccess,
    int lostPackets,
    byte[] payload) {
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
        .formatted(parameters, payload.length, ticks, randomAccess ? ", random access" : "");
  }
}
