package org.gatehouse.camera.onvif.soap;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.jspecify.annotations.Nullable;

/**
 * A device's clock, ONVIF Core §8.3.5 (GetSystemDateAndTime).
 *
 * @param offset device minus ours
 * @param zone its POSIX time zone; may be empty
 * @param fromNtp whether it says that it follows a time server
 */
public record DeviceClock(Duration offset, String zone, boolean fromNtp) {
  private static final Pattern POSIX =
      Pattern.compile("^(?:[A-Za-z]+|<[^>]+>)([+-]?)(\\d{1,2})(?::(\\d{2}))?(.*)$");

  /** A device that says nothing is taken to have our time. */
  static DeviceClock unknown() {
    return new DeviceClock(Duration.ZERO, "", false);
  }

  /**
   * Reads the answer: its UTC time; without one the time of the HTTP Date header; without that its
   * local time and zone.
   */
  static DeviceClock read(XmlElement answer, @Nullable Instant httpDate, Instant now) {
    XmlElement told = answer.first("SystemDateAndTime");
    if (told == null) {
      return of(httpDate, now);
    }
    String zone = XmlText.plain(told.text("TimeZone", "TZ"));
    Instant time = time(told.first("UTCDateTime"), ZoneOffset.UTC);
    if (time == null) {
      time = httpDate;
    }
    if (time == null) {
      time = time(told.first("LocalDateTime"), offset(zone, told.flag("DaylightSavings")));
    }
    boolean ntp = told.text("DateTimeType").equalsIgnoreCase("NTP");
    return new DeviceClock(time == null ? Duration.ZERO : Duration.between(now, time), zone, ntp);
  }

  static DeviceClock of(@Nullable Instant httpDate, Instant now) {
    return httpDate == null
        ? unknown()
        : new DeviceClock(Duration.between(now, httpDate), "", false);
  }

  DeviceClock withOffset(Duration other) {
    return new DeviceClock(other, zone, fromNtp);
  }

  private static @Nullable Instant time(@Nullable XmlElement told, ZoneOffset zone) {
    if (told == null || !told.has("Date", "Year")) {
      return null;
    }
    try {
      return LocalDateTime.of(
              told.integer("Date", "Year"),
              told.integer("Date", "Month"),
              told.integer("Date", "Day"),
              told.integer("Time", "Hour"),
              told.integer("Time", "Minute"),
              Math.min(59, told.integer("Time", "Second")))
          .toInstant(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** POSIX.1 §8.3: the hours count from the zone to UTC, so CST-8 is east of Greenwich. */
  static ZoneOffset offset(String zone, boolean summer) {
    Matcher posix = POSIX.matcher(zone);
    if (!posix.matches()) {
      return ZoneOffset.UTC;
    }
    int minutes = Integer.parseInt(posix.group(2)) * 60;
    minutes += posix.group(3) == null ? 0 : Integer.parseInt(posix.group(3));
    int east = posix.group(1).equals("-") ? minutes : -minutes;
    int now = east + (summer && !posix.group(4).isEmpty() ? 60 : 0);
    return Math.abs(now) > 18 * 60 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(now * 60);
  }
}
