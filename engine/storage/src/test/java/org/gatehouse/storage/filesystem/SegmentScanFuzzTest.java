package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;

/** Files may be damaged in any way: they are read within bounds, and always to the same end. */
class SegmentScanFuzzTest {
  private static final SegmentName NAME =
      new SegmentName(
          StreamId.main(new CameraId("gate-in")), Instant.parse("2026-03-01T12:00:00Z"));

  private static final Path FILE = temporary();

  @FuzzTest(maxDuration = "30s")
  void file(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    SegmentFacts byIndex = SegmentScan.read(FILE);
    SegmentFacts byFragments = SegmentScan.walk(FILE);

    check(byIndex, bytes.length);
    check(byFragments, bytes.length);
    assertThat(byIndex.indexed() || byIndex.equals(byFragments)).isTrue();
  }

  private static void check(SegmentFacts facts, int size) {
    assertThat(facts.whole()).isBetween(0L, (long) size);
    assertThat(facts.place().position() + facts.place().size()).isBetween(0L, (long) size);
    SegmentInfo info = facts.info(NAME, size);
    if (info != null) {
      assertThat(info.durationMicros()).isPositive();
      assertThat(info.end()).isAfter(info.start());
    }
  }

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("gatehouse-scan", ".mp4");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
