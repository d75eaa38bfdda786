package org.gatehouse.runtime.footage;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.storage.SegmentInfo;

/** The segments of a stream page by page, read day by day until a page is full. */
public final class SegmentPages {
  private SegmentPages() {}

  /**
   * The latest segments that began before a time, latest first. Waits for the disk.
   *
   * @param limit how many at most
   * @throws IOException if the volumes cannot be read
   */
  public static List<SegmentInfo> before(
      Footage footage, StreamId stream, Instant before, int limit) throws IOException {
    List<SegmentInfo> page = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (LocalDate day : footage.days(stream).reversed()) {
      Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      if (begin.isBefore(before)) {
        Instant end = begin.plus(1, ChronoUnit.DAYS);
        for (SegmentInfo segment : footage.segments(stream, begin, end).reversed()) {
          // One that reaches over midnight is of both days.
          if (segment.start().isBefore(before) && taken.add(segment.file())) {
            page.add(segment);
            if (page.size() == limit) {
              return page;
            }
          }
        }
      }
    }
    return page;
  }
}
