package org.gatehouse.runtime.record;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of the week, in a zone's own time: {@code mon-fri 07:00-19:00}, {@code sat,sun
 * 00:00-24:00}, {@code daily 22:00-06:00}. One that ends before it begins goes on into the next
 * day. Where clocks are set for summer, wall times count: an hour that is skipped is not recorded,
 * one that comes twice is recorded twice. Immutable.
 */
public final class WeekSchedule implements Wish {
  /** How an entry is written. */
  public static final String PATTERN =
      "(daily|[a-z]{3}(?:[-,][a-z]{3})*) ([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);
  private static final int MINUTES = 24 * 60;

  /** Key frames are some seconds apart, and recording begins with one. */
  private static final long LEAD_MICROS = TimeUnit.SECONDS.toMicros(5);

  private final List<Entry> entries;
  private final ZoneId zone;

  /** Minutes of the day on which it begins; the end may be past that day. */
  private record Entry(Set<DayOfWeek> days, int from, int to) {
    boolean holds(DayOfWeek day, int minute) {
      return (days.contains(day) && minute >= from && minute < to)
          || (days.contains(day.minus(1)) && minute + MINUTES < to);
    }
  }

  private WeekSchedule(List<Entry> entries, ZoneId zone) {
    this.entries = entries;
    this.zone = zone;
  }

  /**
   * Of entries as they are written.
   *
   * @throws IllegalArgumentException saying which entry is wrong, and what was expected
   */
  public static WeekSchedule parse(List<String> texts, ZoneId zone) {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(entry(text));
    }
    return new WeekSchedule(List.copyOf(entries), zone);
  }

  private static Entry entry(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw wrong(text, "days and times such as 'mon-fri 07:00-19:00' or 'daily 22:00-06:00'");
    }
    int from = minute(text, shape.group(2), shape.group(3));
    int to = minute(text, shape.group(4), shape.group(5));
    if (from == MINUTES || from == to) {
      throw wrong(text, "a beginning and another end; all day is 00:00-24:00");
    }
    return new Entry(days(text, shape.group(1)), from, to > from ? to : to + MINUTES);
  }

  private static int minute(String text, String hour, String minute) {
    int value = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    if (Integer.parseInt(minute) > 59 || value > MINUTES) {
      throw wrong(text, "times from 00:00 to 24:00");
    }
    return value;
  }

  private static Set<DayOfWeek> days(String text, String words) {
    if (words.equals("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : words.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        throw wrong(text, "days such as mon-fri or mon,wed,sun");
      }
      DayOfWeek day = day(text, ends[0]);
      DayOfWeek last = day(text, ends[ends.length - 1]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text, String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(word)) {
        return day;
      }
    }
    throw wrong(text, "days mon, tue, wed, thu, fri, sat, sun");
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException("expected " + expected + ", but saw '" + text + "'");
  }

  @Override
  public boolean open(long nowMicros) {
    return holds(nowMicros) || holds(nowMicros + LEAD_MICROS);
  }

  /** Whether that time, in microseconds since 1970, is one of them. */
  public boolean holds(long micros) {
    ZonedDateTime local = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
    LocalTime time = local.toLocalTime();
    int minute = time.getHour() * 60 + time.getMinute();
    return entries.stream().anyMatch(entry -> entry.holds(local.getDayOfWeek(), minute));
  }

  @Override
  public long preRollMicros() {
    return 0;
  }
}
