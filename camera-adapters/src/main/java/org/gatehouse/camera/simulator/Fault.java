package org.gatehouse.camera.simulator;

/** What a simulated camera does wrong, on purpose. */
public sealed interface Fault {
  /** Behaves well. */
  record None() implements Fault {}

  /** Answers every request with 401, whatever the credentials. */
  record AlwaysUnauthorized() implements Fault {}

  /**
   * Sends {@code units} pictures to each client, then nothing more, leaving the connection open.
   */
  record StallAfter(int units) implements Fault {}

  /** Sends {@code units} pictures to each client, then closes the connection. */
  record CloseAfter(int units) implements Fault {}

  /** Sends {@code units} pictures, then half a packet, then closes the connection. */
  record TruncateAfter(int units) implements Fault {}

  /** Leaves out every {@code n}-th RTP packet. */
  record LoseEvery(int n) implements Fault {}

  /**
   * Sends parameter sets and slices of key pictures in byte stream form, as if they were one unit.
   */
  record ByteStreamInPackets() implements Fault {}

  /** Sets the marker bit on all packets, or on none. */
  record Markers(boolean everywhere) implements Fault {}

  /** After {@code units} pictures its RTP timestamps go on {@code ticks} later, or earlier. */
  record TimestampJump(int units, int ticks) implements Fault {}

  /** Describes its video as {@code encoding}, such as {@code H265} or {@code JPEG}. */
  record OtherCodec(String encoding) implements Fault {}
}
