package org.gatehouse.camera.rtp;

import io.netty.buffer.ByteBuf;

/**
 * Puts together what travels in the RTP packets of one media stream. Packets come in the order of
 * their sequence numbers; what is complete goes to the output that the constructor was given,
 * inside the call of {@link #packet}. A pure state machine: no I/O, no clock. Not thread-safe.
 */
public interface Depacketizer {
  /**
   * Takes one packet.
   *
   * @param data holds the payload where {@code packet} says; not to be kept after the call
   * @param lostBefore packets missing just before this one
   * @param arrivalNanos monotonic time of arrival
   */
  void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos);

  /** Units left out because packets of theirs are missing. */
  long damaged();

  /** Units left out because what a decoder needs before them is missing. */
  default long undecodable() {
    return 0;
  }

  /** Packets that could not be read. */
  long malformed();
}
