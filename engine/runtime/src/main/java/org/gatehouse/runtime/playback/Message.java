package org.gatehouse.runtime.playback;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The 16-byte header before each binary message, as for live video; big-endian. */
final class Message {
  static final int KEY_FRAME = 1;
  static final int INIT_SEGMENT = 2;
  static final int DISCONTINUITY = 4;

  static final int HEADER = 16;

  private Message() {}

  /** Writes the header; what follows comes right after it. */
  static void header(ByteBuffer out, Instant time, long sequence, int flags) {
    out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    out.putInt((int) sequence).put((byte) flags).put(new byte[3]);
  }
}
