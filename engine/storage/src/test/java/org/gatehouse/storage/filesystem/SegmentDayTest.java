package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.storage.filesystem.TestSegments.box;
import static org.gatehouse.storage.filesystem.TestSegments.fragment;
import static org.gatehouse.storage.filesystem.TestSegments.free;
import static org.gatehouse.storage.filesystem.TestSegments.head;
import static org.gatehouse.storage.filesystem.TestSegments.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentNotes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of one camera: 1440 segments, listed within a moment by one that knows nothing yet. */
class SegmentDayTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final int SEGMENTS = 1440;
  private static final int MINUTE = 60 * 90_000;

  /** Many times what it takes, so that a busy machine does not fail it. */
  private static final Duration MOST = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void list_aDayOf1440Segments_isQuickTheFirstTimeAlready() throws IOException {
    SegmentFiles writer = new SegmentFiles(folder);
    byte[] video = fragment(0, MINUTE);
    for (int i = 0; i < SEGMENTS; i++) {
      Instant start = DAY.plusSeconds(60L * i);
      try (SegmentFile file = writer.create(STREAM, start)) {
        file.append(
            ByteBuffer.wrap(head(90_000)),
            ByteBuffer.wrap(box("free", new byte[700])),
            ByteBuffer.wrap(new SegmentNotes(start, List.of()).box()),
            ByteBuffer.wrap(index(new int[] {1500 + video.length}, MINUTE)),
            ByteBuffer.wrap(free(1500)),
            ByteBuffer.wrap(video));
      }
    }
    SegmentFiles reader = new SegmentFiles(folder);
    Duration cold = timed(reader);
    Duration warm = timed(reader);

    System.out.printf(
        Locale.ROOT,
        "%d segments: %d ms the first time, %d ms again%n",
        SEGMENTS,
        cold.toMillis(),
        warm.toMillis());
    assertThat(cold).isLessThan(MOST);
    assertThat(warm).isLessThan(MOST);
  }

  private static Duration timed(SegmentFiles files) throws IOException {
    long began = System.nanoTime();
    List<SegmentInfo> all = files.list(STREAM, DAY, DAY.plus(Duration.ofDays(1)));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(all).hasSize(SEGMENTS);
    assertThat(all.getLast().durationMicros()).isEqualTo(60_000_000);
    return took;
  }
}
