package org.gatehouse.server.cli.recordings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;

/** Times on the command line. */
final class TimeText {
  private static final Pattern LATER = Pattern.compile("([0-9]{1,5})([hd])");

  private TimeText() {}

  /** An instant with its offset: without one nobody knows whose clock is meant. */
  static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ConfigException(
          "%s: expected a time with its offset, such as 2026-11-26T10:00:00+08:00 or 2026-11-26T02:00Z, but saw '%s'"
              .formatted(option, text),
          e);
    }
  }

  /** An instant, or so many hours or days after {@code now}. */
  static Instant timeOrLater(String option, String text, Instant now) {
    Matcher later = LATER.matcher(text);
    if (!later.matches()) {
      return time(option, text);
    }
    long amount = Long.parseLong(later.group(1));
    boolean days = later.group(2).equals("d");
    return now.plus(days ? Duration.ofDays(amount) : Duration.ofHours(amount));
  }
}
