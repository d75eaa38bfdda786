package org.gatehouse.runtime.record;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.VolumeState.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One volume: its store, its recorder, and whether it can be written to. It is tried every ten
 * seconds, and at once when a write failed. Guarded by the desk's lock, but for {@link #suspect}.
 */
final class Volume {
  private static final Logger LOG = LoggerFactory.getLogger(Volume.class);
  private static final long LOOK = TimeUnit.SECONDS.toNanos(10);
  private static final long HANGS = TimeUnit.SECONDS.toNanos(5);
  private static final long LITTLE = 4096;

  /** A fragment of a large camera must fit. */
  private static final long FRAGMENT = 1 << 20;

  private final SegmentStore store;
  private final Ticker ticker;
  private @Nullable Recorder recorder;
  private Health health = Health.SERVES;
  private String detail = "";
  private boolean probing;
  private long probedAt;
  private volatile boolean suspected;
  private volatile long usableBytes = -1;

  Volume(SegmentStore store, Ticker ticker) {
    this.store = store;
    this.ticker = ticker;
    this.probedAt = ticker.nanos() - LOOK;
  }

  void recorder(Recorder own) {
    recorder = own;
  }

  Recorder recorder() {
    Recorder own = recorder;
    if (own == null) {
      throw new IllegalStateException("the volume " + store.root() + " has no recorder yet");
    }
    return own;
  }

  SegmentStore store() {
    return store;
  }

  boolean serves() {
    return health == Health.SERVES;
  }

  /** Why its streams have gaps while it does not serve. */
  GapCause cause() {
    return health == Health.FULL ? GapCause.DISK_FULL : GapCause.DISK_FAILED;
  }

  /** A write failed. Any thread. */
  void suspect() {
    suspected = true;
  }

  /** Bytes to try it with now; 0 if it need not be. Then {@link #probed} must follow. */
  long dueProbe() {
    long now = ticker.nanos();
    if (probing || (!suspected && now - probedAt < LOOK)) {
      return 0;
    }
    long bytes = suspected || !serves() ? FRAGMENT : LITTLE;
    suspected = false;
    probing = true;
    probedAt = now;
    return bytes;
  }

  /** Tries it with so many bytes, which waits for the disk; null if it takes them. Any thread. */
  @Nullable Exception probe(long bytes) {
    try {
      usableBytes = store.usableBytes();
      store.probe(bytes);
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  /** Bytes that were free when it was last tried; -1 if it did not say. */
  long usableBytes() {
    return usableBytes;
  }

  /**
   * It was tried.
   *
   * @param trouble null if it took the bytes
   * @return true if that changes whether it serves
   */
  boolean probed(@Nullable Exception trouble) {
    probing = false;
    return trouble == null ? enter(Health.SERVES, "") : fails(trouble);
  }

  private boolean fails(Exception trouble) {
    String message = trouble.getMessage();
    boolean full = DiskTrouble.cause(trouble) == GapCause.DISK_FULL;
    return enter(
        full ? Health.FULL : Health.FAILED,
        message == null ? trouble.getClass().getSimpleName() : message);
  }

  /** Looks whether it has stopped answering; true if that is new. */
  boolean hangs() {
    long now = ticker.nanos();
    boolean hangs = now - recorder().aliveNanos() >= HANGS || (probing && now - probedAt >= HANGS);
    return hangs && serves() && enter(Health.FAILED, "it does not answer for 5 s");
  }

  private boolean enter(Health next, String seen) {
    boolean changes = (next == Health.SERVES) != serves();
    if (changes && next == Health.SERVES) {
      LOG.info("volume {}: can be written to again", store.root());
    } else if (changes) {
      LOG.error(
          "volume {}: cannot be written to: {}; its cameras are recorded on other volumes if there"
              + " are any, and it is tried again every 10 s",
          store.root(),
          seen);
    }
    health = next;
    detail = seen;
    return changes;
  }

  VolumeState state(int streams) {
    return new VolumeState(
        store.root(),
        health,
        detail,
        streams,
        recorder().shedStreams(),
        recorder().shedSound(),
        usableBytes);
  }
}
