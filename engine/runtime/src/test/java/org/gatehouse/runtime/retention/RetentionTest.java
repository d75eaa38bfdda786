package org.gatehouse.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RetentionTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long QUOTA = 1000;

  private final CountingStore store = new CountingStore();
  private final FakeTicker ticker = new FakeTicker();
  private final Retention retention = new Retention(store, QUOTA, ticker);
  private final Logger logger = (Logger) LoggerFactory.getLogger(Retention.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private static SegmentKey key(String camera, int minute) {
    return new SegmentKey(
        StreamId.main(new CameraId(camera)), START.plus(Duration.ofMinutes(minute)));
  }

  /** What the recorder tells of a segment from its beginning to its end. */
  private void record(SegmentKey key, long bytes) {
    retention.opened(key);
    retention.grew(bytes);
    store.segments.put(key, bytes);
    retention.grew(-bytes);
    retention.closed(key, bytes);
  }

  private void sweepFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      ticker.advance(Duration.ofSeconds(1));
      retention.sweep();
    }
  }

  /** The number in {@code recordings: 3 segments of …}. */
  private static int count(String line) {
    int start = line.indexOf(' ') + 1;
    return Integer.parseInt(line.substring(start, line.indexOf(' ', start)));
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void sweep_belowTheQuota_asksNothingOfTheDisk() {
    store.segments.put(key("a", 0), QUOTA);
    retention.scan();
    sweepFor(Duration.ofHours(1));

    assertThat(store.asked).isEmpty();
    assertThat(store.scans).isEqualTo(1);
    assertThat(lines()).isEmpty();
  }

  @Test
  void sweep_aboveTheQuota_deletesTheOldestOverAllCamerasAndNoMore() {
    store.segments.put(key("b", 0), 300L);
    store.segments.put(key("a", 1), 300L);
    store.segments.put(key("b", 2), 300L);
    store.segments.put(key("a", 3), 300L);
    store.segments.put(key("b", 4), 300L);
    retention.scan();
    retention.sweep();

    assertThat(store.segments).containsOnlyKeys(key("b", 2), key("a", 3), key("b", 4));
    assertThat(retention.counters())
        .isEqualTo(new RetentionCounters(900, 3, START.plusSeconds(120).getEpochSecond(), 2, 600));
  }

  @Test
  void sweep_openSegment_isNeverDeletedThoughTheScanFoundItFirst() {
    SegmentKey open = key("a", 0);
    store.segments.put(open, 700L);
    store.segments.put(key("a", 1), 600L);
    retention.scan();
    retention.opened(open);
    retention.grew(700);
    retention.sweep();

    assertThat(store.segments).containsOnlyKeys(open);
    assertThat(retention.counters().bytes()).isEqualTo(700);
  }

  @Test
  void scan_afterSegmentsWereOpenedAndClosed_countsNoneTwice() {
    SegmentKey open = key("a", 1);
    retention.opened(open);
    retention.grew(50);
    store.segments.put(open, 50L);
    record(key("a", 0), 100);
    retention.scan();

    assertThat(retention.counters().bytes()).isEqualTo(150);
    assertThat(retention.counters().segments()).isEqualTo(2);
  }

  @Test
  void closed_emptySegment_isForgotten() {
    retention.opened(key("a", 0));
    retention.grew(40);
    retention.grew(-40);
    retention.closed(key("a", 0), 0);

    assertThat(retention.counters()).isEqualTo(new RetentionCounters(0, 0, 0, 0, 0));
  }

  @Test
  void sweep_openSegmentsAloneAreTooMuch_saysSoOnceAMinute() {
    retention.scan();
    retention.opened(key("a", 0));
    retention.grew(QUOTA + 1);
    sweepFor(Duration.ofMinutes(2));

    assertThat(store.asked).isEmpty();
    assertThat(lines()).hasSize(2).allMatch(line -> line.contains("recording.quota"));
  }

  @Test
  void sweep_segmentAlreadyGone_isSubtractedAndNotCountedAsDeleted() {
    store.segments.put(key("a", 0), 600L);
    store.segments.put(key("a", 1), 600L);
    retention.scan();
    store.segments.remove(key("a", 0));
    retention.sweep();

    assertThat(retention.counters().bytes()).isEqualTo(600);
    assertThat(retention.counters().deletedSegments()).isZero();
    assertThat(store.segments).containsOnlyKeys(key("a", 1));
  }

  @Test
  void sweep_segmentThatCannotBeDeleted_youngerGoInstead_andItIsTriedEveryMinute() {
    store.stuck = new CameraId("bad");
    store.segments.put(key("bad", 0), 600L);
    store.segments.put(key("a", 1), 300L);
    store.segments.put(key("a", 2), 300L);
    retention.scan();
    sweepFor(Duration.ofSeconds(30));
    assertThat(store.asked).containsExactly(key("bad", 0), key("a", 1));
    assertThat(retention.counters().bytes()).isEqualTo(900);

    record(key("a", 3), 200);
    sweepFor(Duration.ofSeconds(31));
    record(key("a", 4), 300);
    sweepFor(Duration.ofSeconds(1));
    assertThat(store.asked).filteredOn(key("bad", 0)::equals).hasSize(2);
    assertThat(lines())
        .filteredOn(line -> line.contains("could not be deleted"))
        .hasSize(2)
        .allMatch(line -> line.contains("bad") && line.contains("Operation not permitted"));

    store.stuck = null;
    sweepFor(Duration.ofMinutes(1));
    record(key("a", 5), 300);
    sweepFor(Duration.ofSeconds(1));
    assertThat(store.segments).doesNotContainKey(key("bad", 0));
  }

  @Test
  void sweep_diskThatRefusesEverything_isAskedAFewTimesASecond() {
    store.stuck = new CameraId("bad");
    for (int i = 0; i < 5000; i++) {
      store.segments.put(key("bad", i), 10L);
    }
    retention.scan();
    sweepFor(Duration.ofSeconds(10));

    assertThat(store.asked).hasSize(160).doesNotHaveDuplicates();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void sweep_deletionsOfAnHour_areToldInALineAMinuteThatAddUp() {
    retention.scan();
    for (int minute = 0; minute < 60; minute++) {
      for (String camera : List.of("a", "b", "c")) {
        record(key(camera, minute), 100);
      }
      sweepFor(Duration.ofMinutes(1));
    }
    List<String> told = lines();

    assertThat(retention.counters().deletedSegments()).isEqualTo(170);
    assertThat(told)
        .hasSizeBetween(56, 58)
        .allMatch(line -> line.contains("deleted for the quota"));
    assertThat(told.stream().mapToInt(RetentionTest::count).sum()).isEqualTo(170);
  }

  @Test
  void scan_folderUnreadable_deletesNothingAndSaysWhy() {
    store.segments.put(key("a", 0), 5000L);
    store.unreadable = true;

    assertThat(retention.scan()).isFalse();
    retention.sweep();
    assertThat(store.asked).isEmpty();
    assertThat(lines()).singleElement().asString().contains("Permission denied");
  }

  @Test
  void sweep_hundredThousandSegments_asksTheDiskOnceForEachThatGoes() {
    long size = 1_000_000;
    Retention large = new Retention(store, 100_000 * size, ticker);
    for (int i = 0; i < 100_000; i++) {
      store.segments.put(key("cam-" + i % 400, i / 400), size);
    }
    large.scan();
    for (int minute = 0; minute < 60; minute++) {
      for (int camera = 0; camera < 400; camera++) {
        SegmentKey next = key("cam-" + camera, 250 + minute);
        large.opened(next);
        store.segments.put(next, size);
        large.closed(next, size);
      }
      large.sweep();
      assertThat(store.segments).hasSize(100_000);
    }

    assertThat(store.scans).isEqualTo(1);
    assertThat(store.asked).hasSize(60 * 400).isSorted();
    assertThat(large.counters().bytes()).isEqualTo(store.bytes()).isEqualTo(100_000 * size);
  }
}
