package org.gatehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;

/** Events for tests. */
public final class EventSamples {
  /** A time that every sample is near to. */
  public static final Instant START = Instant.parse("2026-05-04T03:02:01.000123Z");

  private EventSamples() {}

  /** An event of a camera with an id of its own; {@code n} tells it from others. */
  public static Event event(String camera, int n) {
    Instant time = START.plusSeconds(n);
    return new Event(
        id(n),
        "north-gate",
        new CameraId(camera),
        time,
        new EventDetail.FaceSnapshot(time, time.plusMillis(300), time.plusSeconds(1)),
        List.of(new Snapshot("crop", "ab".repeat(32), 1234)));
  }

  /** A version 7 id of the sample's time. */
  public static UUID id(int n) {
    long millis = START.plusSeconds(n).toEpochMilli();
    return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L | n);
  }
}
