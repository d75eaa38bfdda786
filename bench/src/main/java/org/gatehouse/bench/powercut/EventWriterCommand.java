package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.storage.LocalStorageProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Appends events with pictures to an event log until it is killed; prints a line for each that was
 * acknowledged: its id, and when.
 */
@Command(
    name = "event-writer",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Append events to a log without end; for bench powercut")
public final class EventWriterCommand implements Callable<Integer> {
  static final String PICTURE = "crop";
  static final String DESTINATION = "bench";
  private static final int THREADS = 3;
  private static final long PAUSE_MILLIS = 20;
  private static final long FULL_MILLIS = 500;

  @Option(names = "--data", required = true, description = "the data folder")
  private @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException {
    Stores stores = new LocalStorageProvider().open(Objects.requireNonNull(data), Ticker.system());
    stores.events().destinations(List.of(DESTINATION));
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      CameraId camera = new CameraId("cam-" + i);
      threads[i] = Thread.ofPlatform().start(() -> appendForever(stores, camera));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return Exit.OK;
  }

  private static void appendForever(Stores stores, CameraId camera) {
    try {
      while (true) {
        UUID id = id();
        boolean done = append(stores, camera, id);
        if (done) {
          System.out.println(id + " " + System.nanoTime());
        }
        TimeUnit.MILLISECONDS.sleep(done ? PAUSE_MILLIS : FULL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if the disk does not take it, which is no fault of the log's. */
  private static boolean append(Stores stores, CameraId camera, UUID id) {
    try {
      byte[] picture = id.toString().getBytes(StandardCharsets.US_ASCII);
      Snapshot crop = stores.snapshots().write(id, PICTURE, picture);
      Instant now = Instant.now();
      EventDetail detail = new EventDetail.FaceSnapshot(now, now, now);
      stores.events().append(new Event(id, "bench", camera, now, detail, List.of(crop)));
      return true;
    } catch (IOException | UncheckedIOException | StorageException e) {
      return false;
    }
  }

  /** A version 7 id (RFC 9562 §5.7). */
  private static UUID id() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(1 << 12);
    return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE);
  }
}
