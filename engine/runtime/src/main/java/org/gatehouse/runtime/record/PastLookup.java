package org.gatehouse.runtime.record;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all volumes how far a stream is recorded. A volume that does not answer within some seconds
 * counts as one without recordings, so that a broken disk holds nobody up. Thread-safe.
 */
final class PastLookup {
  private static final Logger LOG = LoggerFactory.getLogger(PastLookup.class);
  private static final long PATIENCE_SECONDS = 5;

  private final List<SegmentStore> stores;
  private final Executor executor;

  PastLookup(List<SegmentStore> stores, Executor executor) {
    this.stores = stores;
    this.executor = executor;
  }

  /** For each volume, in their order, the wall-clock end of the stream's newest segment, or 0. */
  CompletableFuture<List<Long>> ends(StreamId stream) {
    List<CompletableFuture<Long>> asked = new ArrayList<>();
    for (SegmentStore store : stores) {
      asked.add(
          CompletableFuture.supplyAsync(() -> end(store, stream), executor)
              .completeOnTimeout(0L, PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
  }

  private static long end(SegmentStore store, StreamId stream) {
    try {
      return store
          .latest(stream)
          .map(SegmentInfo::end)
          .map(end -> ChronoUnit.MICROS.between(Instant.EPOCH, end))
          .orElse(0L);
    } catch (IOException | RuntimeException e) {
      LOG.warn("camera {}: what is recorded on {} cannot be read: {}", stream, store.root(), e);
      return 0;
    }
  }
}
