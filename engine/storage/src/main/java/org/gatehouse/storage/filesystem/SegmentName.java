package org.gatehouse.storage.filesystem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.jspecify.annotations.Nullable;

/**
 * A segment's file name, {@code <camera>_<stream>_<yyyyMMdd'T'HHmmss.SSS'Z'>.mp4}, always in UTC. A
 * camera's id may hold any of the separators, so names are read from the right.
 */
record SegmentName(StreamId stream, Instant start) {
  private static final String EXTENSION = ".mp4";
  private static final DateTimeFormatter TIME = format("uuuuMMdd'T'HHmmss.SSS'Z'");
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");

  SegmentName {
    start = start.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The name in {@code file}, or null if it is none of a segment. */
  static @Nullable SegmentName parse(String file) {
    if (!file.endsWith(EXTENSION)) {
      return null;
    }
    String stem = file.substring(0, file.length() - EXTENSION.length());
    int time = stem.lastIndexOf('_');
    int stream = time < 0 ? -1 : stem.lastIndexOf('_', time - 1);
    if (stream < 0) {
      return null;
    }
    try {
      CameraId camera = new CameraId(stem.substring(0, stream));
      Instant start = TIME.parse(stem.substring(time + 1), Instant::from);
      return new SegmentName(new StreamId(camera, stem.substring(stream + 1, time)), start);
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return null;
    }
  }

  /** Name of the folder of its day, {@code yyyy-MM-dd}. */
  String day() {
    return DAY.format(start);
  }

  /** Its name with the next millisecond. */
  SegmentName next() {
    return new SegmentName(stream, start.plusMillis(1));
  }

  /** What the segment is known by. */
  SegmentKey key() {
    return new SegmentKey(stream, start);
  }

  /** The file name. */
  String file() {
    return stream.camera() + "_" + stream.name() + "_" + TIME.format(start) + EXTENSION;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
