package org.gatehouse.server.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.contract.vision.Redactor;
import org.gatehouse.runtime.footage.VolumeFootage;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.audit.MemoryAudit;
import org.gatehouse.server.http.Recorded;
import org.gatehouse.server.sitekey.SiteKey;
import org.jspecify.annotations.Nullable;

/** Exports over real stores, with a redactor that only pretends, and a clock that stands still. */
public final class Desk implements AutoCloseable {
  public static final CameraId GATE = new CameraId("gate-1");
  public static final CameraId YARD = new CameraId("yard");
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final PictureArea MASK =
      new PictureArea(
          List.of(new PicturePoint(0, 0), new PicturePoint(1, 0), new PicturePoint(1, 0.5)));

  private final Path data;
  private final StorageProvider.Stores stores;
  private final AtomicLong later = new AtomicLong();

  /** What the redactor was last told to do. */
  volatile Redactor.@Nullable Job redacted;

  /** The redactor fails with this message while it is set. */
  volatile @Nullable String refusal;

  /** The redactor takes a minute, and waits for this half way; null not to wait. */
  volatile @Nullable CountDownLatch hold;

  private final MemoryAudit audit = new MemoryAudit();
  private final AuditLog log = audit.log();
  private Exports exports;

  /** On stores below that folder. */
  public Desk(Path data) {
    this.data = data;
    this.stores =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .open(data, Ticker.system());
    this.exports = open();
  }

  private Exports open() {
    VolumeFootage footage = new VolumeFootage(stores.volumes());
    ExportParts parts =
        new ExportParts(
            "test-site",
            "1",
            footage,
            new Pretending(),
            camera -> List.of(MASK),
            SiteKey.in(data),
            new Standing());
    return new Exports(data, Duration.ofDays(7), log, parts);
  }

  public Exports exports() {
    return exports;
  }

  /** What was noted. */
  public List<String> audit() {
    return audit.lines();
  }

  public StorageProvider.Stores stores() {
    return stores;
  }

  /** The engine ends and starts again. */
  void restart() {
    exports.close();
    exports = open();
  }

  void pass(Duration time) {
    later.addAndGet(time.toNanos() / 1000);
  }

  public void record(CameraId camera, int secondsFromNoon, int seconds) throws IOException {
    record(StreamId.main(camera), secondsFromNoon, seconds);
  }

  void record(StreamId stream, int secondsFromNoon, int seconds) throws IOException {
    Recorded.write(stores.volumes().getFirst(), stream, NOON.plusSeconds(secondsFromNoon), seconds);
  }

  /** Of 12:00:02.5 to 12:00:08. */
  public static ExportRequest request(boolean redacted, CameraId... cameras) {
    return new ExportRequest(
        List.of(cameras),
        NOON.plusMillis(2500),
        NOON.plusSeconds(8),
        redacted,
        redacted ? null : "case 17",
        Requester.of("127.0.0.1"));
  }

  /** An export that is over. */
  Export made(ExportRequest request) throws InterruptedException {
    Export export = exports.start(request);
    over(export);
    return export;
  }

  /** Waits until it is over. */
  void over(Export export) throws InterruptedException {
    for (int i = 0; i < 2000 && export.state() == Export.State.RUNNING; i++) {
      Thread.sleep(5);
    }
  }

  String fingerprint() {
    return SiteKey.in(data).open().fingerprint();
  }

  @Override
  public void close() {
    exports.close();
    log.close();
    stores.events().close();
  }

  private final class Standing implements Ticker {
    @Override
    public long nanos() {
      return later.get() * 1000;
    }

    @Override
    public long epochMicros() {
      return NOON.plusSeconds(3600).toEpochMilli() * 1000 + later.get();
    }
  }

  private final class Pretending implements Redactor {
    @Override
    public void redact(Job job, DoubleConsumer progress)
        throws RedactionException, InterruptedException {
      redacted = job;
      String message = refusal;
      if (message != null) {
        throw new RedactionException(message);
      }
      pass(Duration.ofSeconds(30));
      progress.accept(0.5);
      CountDownLatch held = hold;
      if (held != null) {
        held.await();
      }
      try {
        Files.writeString(job.output(), "blurred " + Files.size(job.input()));
      } catch (IOException e) {
        throw new RedactionException("no room", e);
      }
    }

    @Override
    public void close() {}
  }
}
