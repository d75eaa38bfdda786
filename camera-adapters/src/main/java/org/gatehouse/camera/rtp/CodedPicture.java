package org.gatehouse.camera.rtp;

import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.Payload;

/**
 * One picture as it came out of its packets.
 *
 * @param timestamp RTP timestamp, 32 bits
 * @param nanos monotonic arrival time of its first packet
 * @param randomAccess true if decoding may start here
 * @param lostPackets packets missing since the picture before
 * @param payload as in {@link org.gatehouse.contract.media.AccessUnit#payload}
 */
public record CodedPicture(
    ParameterSets parameters,
    int timestamp,
    long nanos,
    boolean randomAccess,
    int lostPackets,
    Payload payload) {
  /** With a payload in an array of its own. */
  public CodedPicture(
      ParameterSets parameters,
      int timestamp,
      long nanos,
      boolean randomAccess,
      int lostPackets,
      byte[] payload) {
    this(parameters, timestamp, nanos, randomAccess, lostPackets, Payload.of(payload));
  }
}
