package org.gatehouse.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.storage.StorageProvider.Stores;
import org.gatehouse.contract.time.Ticker;

/**
 * A process of its own that appends events until it is killed, and prints the id of each once the
 * log has accepted it.
 */
final class AppendingChild {
  private static final int THREADS = 4;

  private AppendingChild() {}

  public static void main(String[] args) throws InterruptedException {
    Stores stores = new LocalStorageProvider().open(Path.of(args[0]), Ticker.system());
    stores.events().destinations(List.of("backend"));
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      String camera = "cam-" + i;
      threads[i] = Thread.ofPlatform().start(() -> appendForever(stores, camera));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void appendForever(Stores stores, String camera) {
    while (true) {
      Event sample = EventSamples.event(camera, 1);
      UUID id =
          new UUID(
              sample.id().getMostSignificantBits(),
              ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
      try {
        Snapshot crop =
            stores.snapshots().write(id, "crop", id.toString().getBytes(StandardCharsets.US_ASCII));
        stores
            .events()
            .append(
                new Event(
                    id,
                    sample.site(),
                    sample.camera(),
                    sample.time(),
                    sample.detail(),
                    List.of(crop)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      System.out.println(id);
    }
  }
}
