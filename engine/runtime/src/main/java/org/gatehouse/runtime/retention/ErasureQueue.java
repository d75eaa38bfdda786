package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StorageException;

/** What is to be deleted on request, done by retention's loop. Asked by any thread. */
final class ErasureQueue implements Recordings {
  private final List<KeptVolume> volumes;
  private final Eraser eraser;
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();

  /** A stretch of a camera's time, and who waits. */
  private record Order(Hold stretch, CompletableFuture<Erased> done) {}

  ErasureQueue(List<KeptVolume> volumes, Eraser eraser) {
    this.volumes = volumes;
    this.eraser = eraser;
  }

  @Override
  public CompletableFuture<Erased> erase(CameraId camera, Instant from, Instant to) {
    Hold stretch = new Hold("", camera, from, to, "", "", Instant.MAX, Instant.MIN);
    Order order = new Order(stretch, new CompletableFuture<>());
    orders.add(order);
    return order.done();
  }

  /** Does all that is asked for. On the loop's thread, while no hold can be placed. */
  void obey(Selection selection, Instant now) {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      try {
        order.done().complete(erase(order.stretch(), selection, now));
      } catch (RuntimeException | Error e) {
        order.done().completeExceptionally(e);
      }
    }
  }

  /** True if there is nothing to do. */
  boolean idle() {
    return orders.isEmpty();
  }

  private Erased erase(Hold stretch, Selection selection, Instant now) {
    for (KeptVolume volume : volumes) {
      if (!volume.scanned()) {
        throw failed("the recordings under " + volume + " were not read through yet; ask again");
      }
    }
    AtomicInteger held = new AtomicInteger();
    List<Victim> victims = selection.requested(volumes, stretch, held);
    long before = eraser.deletedSegments();
    eraser.erase(victims, now);
    int gone = (int) (eraser.deletedSegments() - before);
    if (gone < victims.size()) {
      throw failed(
          "%d of %d segments could not be deleted, the engine's log says why; ask again"
              .formatted(victims.size() - gone, victims.size()));
    }
    return new Erased(gone, held.get());
  }

  private static StorageException failed(String why) {
    return new StorageException(why, new IllegalStateException(why));
  }
}
