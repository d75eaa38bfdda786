package org.gatehouse.bench.api;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.server.Installed;

/**
 * The passages of a store that is filled: as many as would come in {@link #SPAN}, at equal
 * distances. The first is stored by the engine's own code; the others are rows like its. Pure but
 * for {@link #storeFirst}.
 */
final class Passages {
  /** From the first passage to the last. */
  static final Duration SPAN = Duration.ofDays(30);

  static final int CAMERAS = 8;
  static final long HOUR = ChronoUnit.HOURS.getDuration().toNanos() / 1000;

  private static final String FIRST = "first-passage";
  private static final String PLATE = "京A00000";

  private final Plates plates;
  private final long begin;
  private final long step;

  /**
   * Passages up to a time.
   *
   * @param reads how many, of which each has its number from 1 on
   */
  Passages(Plates plates, long reads, Instant end) {
    this.plates = plates;
    begin = micros(end.minus(SPAN));
    step = Math.max(1, SPAN.toNanos() / 1000 / reads);
  }

  /** The row of a passage. */
  record Row(long number, UUID id, String camera, long micros, String plate, String passage) {
    /** The event's data, by those of the first passage. */
    String json(String first) {
      return first.replace(FIRST, passage).replace(PLATE, plate);
    }
  }

  /** That of a number. */
  Row row(long number) {
    long micros = begin + number * step;
    return new Row(
        number,
        id(Instant.ofEpochSecond(0, micros * 1000), number),
        "gate-" + number % CAMERAS,
        micros,
        plates.of(number),
        "passage-" + number);
  }

  /** The storage that is installed. */
  static StorageProvider storage() {
    return Installed.one(StorageProvider.class);
  }

  /** Has a store make its tables and the first passage, if it is empty. */
  static void storeFirst(DataPlace place, Instant end) {
    try (EventLog log = storage().open(place, List.of(), Ticker.system()).events()) {
      if (log.after(0, 1).isEmpty()) {
        log.append(first(end.minus(SPAN)));
      }
    }
  }

  private static Event first(Instant at) {
    PlateRead plate =
        new PlateRead(
            PLATE, 0.97, "CN", "blue", List.of(), new BoundingBox(0.4, 0.6, 0.1, 0.04), 9);
    return new Event(
        id(at, 0),
        "bench",
        new CameraId("gate-0"),
        at.truncatedTo(ChronoUnit.MICROS),
        new EventDetail.PassageFinalized(FIRST, at, at, at, plate, Direction.APPROACHING),
        List.of());
  }

  private static UUID id(Instant at, long n) {
    return new UUID(
        at.toEpochMilli() << 16 | 0x7000 | (n & 0xFFF),
        new SplittableRandom(n).nextLong() >>> 2 | Long.MIN_VALUE);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
