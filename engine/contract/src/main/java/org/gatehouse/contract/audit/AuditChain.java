package org.gatehouse.contract.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How rows are bound to each other: SHA-256 over the hash before, the sequence (8 bytes), the time
 * in microseconds (8 bytes), and each text with its length in front (4 bytes, -1 for none), so that
 * no two different rows have the same bytes. All numbers big-endian, texts in UTF-8. Stateless.
 */
public final class AuditChain {
  private AuditChain() {}

  /** The entry as the row that comes after that point. */
  public static AuditRow next(AuditPoint before, AuditEntry entry) {
    long sequence = before.sequence() + 1;
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(before.hash()));
    add(digest, sequence);
    add(digest, micros(entry));
    add(digest, entry.who());
    add(digest, entry.action());
    add(digest, entry.purpose());
    entry
        .details()
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
    return new AuditRow(sequence, entry, HexFormat.of().formatHex(digest.digest()));
  }

  /** True if that row, as it is, follows that point. */
  public static boolean follows(AuditPoint before, AuditRow row) {
    return next(before, row.entry()).equals(row);
  }

  private static long micros(AuditEntry entry) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, entry.time());
  }

  private static void add(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(text == null ? -1 : bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
