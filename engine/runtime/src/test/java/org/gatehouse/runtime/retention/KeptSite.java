package org.gatehouse.runtime.retention;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.testing.FakeTicker;
import org.slf4j.LoggerFactory;

/**
 * A site of one volume whose recordings a {@link Retention} keeps within their bounds, on simulated
 * time; what that asks of the disk, journals, raises and logs is remembered. Used by one test.
 */
final class KeptSite implements AutoCloseable {
  /** When the first recordings begin: long enough ago to be too old for some terms. */
  static final Instant START = FakeTicker.START.minus(Duration.ofDays(2));

  static final long QUOTA = 1000;
  static final CameraId A = new CameraId("a");
  static final CameraId B = new CameraId("b");

  final CountingStore store = new CountingStore();
  final FakeRecords records = new FakeRecords();
  final AlarmBook alarms = new AlarmBook();
  final FakeTicker ticker = new FakeTicker();

  /** The one that runs; a test that restarts it or has other terms puts its own here. */
  Retention retention = with(RetentionPlan.quota(QUOTA), 0);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Retention.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** Listens to the log until it is closed. */
  KeptSite() {
    log.start();
    logger.addAppender(log);
  }

  @Override
  public void close() {
    logger.detachAppender(log);
  }

  Retention with(RetentionPlan plan, long reserve) {
    return new Retention(
        List.of(new Volume(store, Volume.UNLIMITED, reserve)),
        plan,
        List.of(),
        records,
        alarms,
        ticker);
  }

  static RetentionPlan plan(long quota, Map<CameraId, Terms> cameras) {
    return new RetentionPlan(quota, Terms.NONE, cameras, Map.of(), null, null, null, null);
  }

  static SegmentKey key(String camera, int minute) {
    return new SegmentKey(
        StreamId.main(new CameraId(camera)), START.plus(Duration.ofMinutes(minute)));
  }

  void on(String camera, int minute, long bytes) {
    store.segments.put(key(camera, minute), bytes);
  }

  SegmentWatch watch() {
    return retention.watch(store);
  }

  /** What the recorder tells of a segment from its beginning to its end. */
  void record(SegmentKey key, long bytes) {
    watch().opened(key);
    watch().grew(bytes);
    store.segments.put(key, bytes);
    watch().grew(-bytes);
    watch().closed(key, bytes);
  }

  void roundsFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      ticker.advance(Duration.ofSeconds(1));
      retention.scan();
      retention.round();
    }
  }

  /** What was logged. */
  List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
