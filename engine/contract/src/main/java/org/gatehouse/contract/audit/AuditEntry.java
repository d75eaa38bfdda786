package org.gatehouse.contract.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did. Immutable; never holds a secret.
 *
 * @param time when, to the microsecond
 * @param who on whose behalf: a user, a token, an address
 * @param action what was done, such as {@code export.download}
 * @param purpose why personal data was seen, in that person's words; null if nobody was asked
 * @param details what it was done to, by name
 */
public record AuditEntry(
    Instant time,
    String who,
    String action,
    @Nullable String purpose,
    SortedMap<String, String> details) {
  /** Copies the details; what is finer than a microsecond is cut off. */
  public AuditEntry {
    time = time.truncatedTo(ChronoUnit.MICROS);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** With the text of each detail. */
  public static AuditEntry of(
      Instant time, String who, String action, @Nullable String purpose, Map<String, ?> details) {
    SortedMap<String, String> texts = new TreeMap<>();
    details.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return new AuditEntry(time, who, action, purpose, texts);
  }
}
