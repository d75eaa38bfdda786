package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.runtime.testing.Units.unit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.Recorder;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the recorder's files in a real folder. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetentionFolderTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate"));
  private static final StreamId YARD = StreamId.main(new CameraId("yard"));

  @TempDir Path folder;

  private long onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(RetentionFolderTest::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Retention retention(SegmentFiles files, long quota) {
    return new Retention(
        List.of(new Volume(files, quota, 0)),
        RetentionPlan.quota(Volume.UNLIMITED),
        List.of(),
        new FakeRecords(),
        new AlarmBook(),
        new FakeTicker());
  }

  /** Records so many segments of the same content, one after the other. */
  private static void record(SegmentFiles files, StreamId stream, int segments, Retention watch) {
    StreamRing ring = new StreamRing(stream, new RingBudget(32 << 20));
    for (int i = 0; i < 100; i++) {
      ring.publish(unit(i, i % 50 == 0, 200));
    }
    try (Recorder recorder =
        new Recorder(files, Ticker.system(), Duration.ofSeconds(10), watch.watch(files))) {
      for (int i = 0; i < segments; i++) {
        recorder.add(ring);
        recorder.remove(stream);
      }
    }
  }

  @Test
  void recordedBeforeAndSinceTheStart_bytesAreThoseOnDisk_andTheOldestGo() throws IOException {
    SegmentFiles files = new SegmentFiles(folder);
    record(files, GATE, 4, retention(files, Long.MAX_VALUE));
    long each = onDisk() / 4;

    Retention retention = retention(files, 5 * each);
    retention.scan();
    record(files, YARD, 4, retention);
    assertThat(retention.counters().bytes()).isEqualTo(onDisk());
    assertThat(retention.counters().segments()).isEqualTo(8);

    retention.round();
    assertThat(retention.counters().bytes()).isEqualTo(onDisk()).isLessThanOrEqualTo(5 * each);
    assertThat(retention.counters().deletedSegments()).isEqualTo(3);
    assertThat(count(files, GATE) + count(files, YARD)).isEqualTo(5);
  }

  @Test
  void sweep_segmentBeingWritten_staysAndCanBeWrittenOn() throws IOException {
    SegmentFiles files = new SegmentFiles(folder);
    Retention retention = retention(files, 10);
    try (SegmentFile open = files.create(GATE, FakeTicker.START.minusSeconds(3600))) {
      open.append(ByteBuffer.allocate(100));
      try (SegmentFile finished = files.create(GATE, FakeTicker.START)) {
        finished.append(ByteBuffer.allocate(100));
      }
      retention.watch(files).opened(open.key());
      retention.watch(files).grew(100);
      retention.scan();
      retention.round();
      open.append(ByteBuffer.allocate(100));

      assertThat(open.path()).exists();
      assertThat(onDisk()).isEqualTo(200);
    }
  }

  @Test
  void start_scansAndDeletesOnItsOwnThread_untilClosed() throws IOException {
    SegmentFiles files = new SegmentFiles(folder);
    SegmentFile old = files.create(GATE, FakeTicker.START);
    old.append(ByteBuffer.allocate(100));
    old.close();

    Retention retention = retention(files, 10).start();
    while (Files.exists(old.path())) {
      Thread.onSpinWait();
    }
    retention.close();

    assertThat(onDisk()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.isAlive() && thread.getName().equals("retention"))
        .isEmpty();
  }

  private static int count(SegmentFiles files, StreamId stream) throws IOException {
    return files.list(stream, Instant.EPOCH, Instant.MAX).size();
  }
}
