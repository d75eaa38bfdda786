package org.gatehouse.runtime.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Names the event of a report so that the same report always gives the same id: one that is told
 * again after a crash, because its answer was lost, is found in the log and not added a second
 * time. A UUID version 7 (RFC 9562 §5.7) of the time at which the finding began; the rest is a
 * digest of names that the worker drew at random, and says nothing of what was found. Pure.
 */
final class ReportIds {
  private static final long LATEST_MILLIS = (1L << 48) - 1;

  private ReportIds() {}

  /**
   * The id.
   *
   * @param source what tells it, such as a camera's stream
   * @param name what that calls the report
   * @param startMicros when what it tells of began, epoch microseconds
   */
  static UUID of(String site, String source, String name, long startMicros) {
    long millis = Math.clamp(Math.floorDiv(startMicros, 1000L), 0, LATEST_MILLIS);
    ByteBuffer digest = ByteBuffer.wrap(sha256(site, source, name, startMicros));
    long high = (millis << 16) | 0x7000 | (digest.getShort() & 0xfff);
    long low = (digest.getLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  private static byte[] sha256(String site, String source, String name, long startMicros) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {site, source, name}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(startMicros).flip());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
