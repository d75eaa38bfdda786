package org.gatehouse.runtime.picture;

import java.util.zip.CRC32C;
import org.gatehouse.contract.media.Payload;

/**
 * Key frames that are byte for byte one of the last 64: a loop in the camera's encoder, or a
 * picture that is encoded the same again. A sensor never gives the same key frame twice. Owned by
 * the watch thread.
 */
final class RepeatedKeys {
  private static final int KEPT = 64;
  private static final int LEAST_RUN = 3;
  private static final long LEAST_MICROS = 4_000_000;

  private final long[] hashes = new long[KEPT];
  private int count;
  private int run;
  private int fresh;
  private long runSinceMicros;
  private long lastMicros;

  void key(Payload payload, long epochMicros) {
    long hash = hash(payload);
    if (known(hash)) {
      fresh = 0;
      run++;
      if (run == 1) {
        runSinceMicros = epochMicros;
      }
      lastMicros = epochMicros;
    } else {
      run = 0;
      fresh++;
    }
    hashes[count % KEPT] = hash;
    count++;
  }

  private boolean known(long hash) {
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }

  private static long hash(Payload payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload.array(), payload.offset(), payload.length());
    return (long) payload.length() << 32 | crc.getValue();
  }

  /** True while at least three key frames in a row, over four seconds, were there before. */
  boolean repeating() {
    return run >= LEAST_RUN && lastMicros - runSinceMicros >= LEAST_MICROS;
  }

  /** True once two key frames in a row were new. */
  boolean moving() {
    return fresh >= 2;
  }

  void reset() {
    count = 0;
    run = 0;
    fresh = 0;
  }
}
