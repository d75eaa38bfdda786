package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What has to wait for the disk for one stream: its segments are synced and finished on other
 * threads, and what goes wrong there is brought back. Owner: the recorder's thread.
 */
final class DiskDuty {
  private final Executor disk;
  private final SyncSchedule syncs;
  private final RecordLog log;

  /** True while the disk threads have this stream's sync before them. */
  private final AtomicBoolean syncing = new AtomicBoolean();

  /** Failures to finish a segment, from other threads. */
  private final AtomicReference<@Nullable Unfinished> unfinished = new AtomicReference<>();

  private record Unfinished(OpenSegment segment, Exception cause) {}

  DiskDuty(Executor disk, SyncSchedule syncs, RecordLog log) {
    this.disk = disk;
    this.syncs = syncs;
    this.log = log;
  }

  /**
   * Has the open segment synced when it is due.
   *
   * @return true if a segment of before could not be finished
   * @throws Exception what went wrong with the open one
   */
  boolean look(@Nullable OpenSegment open, long now) throws Exception {
    Exception trouble = open == null ? null : open.trouble();
    if (trouble != null) {
      throw trouble;
    }
    if (open != null && syncs.due(now) && syncing.compareAndSet(false, true)) {
      disk.execute(() -> sync(open));
    }
    Unfinished late = unfinished.getAndSet(null);
    if (late != null) {
      log.unfinished(late.cause(), late.segment());
    }
    return late != null;
  }

  /** On a disk thread. */
  private void sync(OpenSegment open) {
    try {
      open.sync();
    } finally {
      syncing.set(false);
    }
  }

  /** Has a segment finished that nothing more is written to. */
  void finish(OpenSegment open) {
    disk.execute(
        () -> {
          try {
            open.finish();
          } catch (IOException | RuntimeException e) {
            unfinished.set(new Unfinished(open, e));
          }
        });
  }
}
