package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestSegmentTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final Instant START = Instant.parse("2026-03-01T23:59:30.250Z");

  @TempDir Path folder;

  private SegmentFiles files;

  @BeforeEach
  void open() {
    files = new SegmentFiles(folder);
  }

  @Test
  void latest_severalDays_isTheNewestThatHoldsAnything() throws IOException {
    segment(STREAM, START, true);
    segment(STREAM, START.plusSeconds(60), true);
    segment(STREAM, START.plusSeconds(120), false);
    segment(StreamId.sub(STREAM.camera()), START.plusSeconds(90_000), true);

    assertThat(files.latest(STREAM))
        .get()
        .extracting(SegmentInfo::end)
        .isEqualTo(START.plusSeconds(62));
  }

  @Test
  void latest_nothingRecorded_isEmpty() throws IOException {
    assertThat(files.latest(STREAM)).isEmpty();
  }

  private void segment(StreamId stream, Instant start, boolean whole) throws IOException {
    try (SegmentFile file = files.create(stream, start)) {
      file.append(ByteBuffer.wrap(TestSegments.head(90_000)));
      if (whole) {
        file.append(ByteBuffer.wrap(TestSegments.fragment(0, 180_000)));
      }
    }
  }
}
