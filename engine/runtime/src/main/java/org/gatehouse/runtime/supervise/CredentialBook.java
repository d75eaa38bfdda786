package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.LoginRecords;
import org.gatehouse.contract.storage.LoginRecords.Entry;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budgets of all cameras, and their record on disk. What changes within a fifth of a second is
 * written together, so that hundreds of cameras at once cost a few flushes; nobody but who must
 * waits for them. A disk that cannot be written is told once and tried again; meanwhile refusals
 * count, but only until the engine ends. Thread-safe.
 */
public final class CredentialBook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CredentialBook.class);
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final LoginRecords records;
  private final SupervisorLoop disk;
  private final Map<CameraId, CredentialBudget> budgets = new HashMap<>();

  /** Only one write at a time, in the order of what it writes. */
  private final Object writing = new Object();

  /** What is to be on disk. Guarded by this. */
  private final Map<CameraId, Entry> entries = new TreeMap<>();

  /** Completes with the write that has not begun yet; null if none is due. Guarded by this. */
  private @Nullable CompletableFuture<Void> due;

  /** Completes with the write that began last. Guarded by this. */
  private CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

  /** Guarded by {@link #writing}. */
  private boolean failing;

  /**
   * With what is on disk of these cameras; others are forgotten.
   *
   * @param disk where it is written; owned by the book from now on
   */
  CredentialBook(LoginRecords records, Collection<CameraId> cameras, SupervisorLoop disk) {
    this.records = records;
    this.disk = disk;
    List<Entry> before = records.read();
    before.stream()
        .filter(entry -> cameras.contains(entry.camera()))
        .forEach(entry -> entries.put(entry.camera(), entry));
    if (entries.size() < before.size()) {
      write(GATHER);
    }
  }

  /** As {@link #CredentialBook}, with a thread of its own for the disk. */
  public static CredentialBook open(LoginRecords records, Collection<CameraId> cameras) {
    return new CredentialBook(records, cameras, new ThreadLoop("logins"));
  }

  /**
   * The budget of one camera, the same one each time. It starts anew if the camera is at another
   * host than before: that is another door.
   */
  synchronized CredentialBudget budget(CameraId camera, String host) {
    CredentialBudget known = budgets.get(camera);
    if (known == null) {
      known = new CredentialBudget(camera, host, entries.get(camera), this);
      budgets.put(camera, known);
    } else {
      known.move(host);
    }
    return known;
  }

  /** The camera is gone; what its last sessions still say is not heard. */
  void forget(CameraId camera) {
    CredentialBudget known;
    synchronized (this) {
      known = budgets.remove(camera);
    }
    if (known != null) {
      known.detach();
    }
    erase(camera);
  }

  /** By which the same credentials are recognised after a restart. */
  int mark(LoginKey credentials) {
    return records.mark(credentials.username(), credentials.password());
  }

  /**
   * Has an entry written in the place of the camera's last one.
   *
   * @param now at once instead of with others
   */
  synchronized void put(Entry entry, boolean now) {
    if (!entry.equals(entries.put(entry.camera(), entry))) {
      write(now ? Duration.ZERO : GATHER);
    }
  }

  /** Completes once all that was put so far is on disk, or cannot be; complete if it is. */
  synchronized CompletableFuture<Void> written() {
    return due == null ? begun : due;
  }

  /** Has the camera's entry taken away. */
  synchronized void erase(CameraId camera) {
    if (entries.remove(camera) != null) {
      write(GATHER);
    }
  }

  private synchronized void write(Duration delay) {
    if (due == null) {
      due = new CompletableFuture<>();
    } else if (!delay.isZero()) {
      return;
    }
    disk.schedule(delay, this::write);
  }

  private void write() {
    CompletableFuture<Void> mine;
    synchronized (writing) {
      List<Entry> all;
      synchronized (this) {
        if (due == null) {
          return;
        }
        mine = due;
        begun = mine;
        due = null;
        all = List.copyOf(entries.values());
      }
      write(all);
    }
    mine.complete(null);
  }

  private void write(List<Entry> all) {
    try {
      records.write(all);
      failing = false;
    } catch (StorageException e) {
      if (!failing) {
        failing = true;
        log.warn("refused logins will be forgotten when the engine ends: {}", e.getMessage());
      }
      disk.schedule(TRY_AGAIN, () -> write(Duration.ZERO));
    }
  }

  /** Writes what has not been written yet. */
  @Override
  public void close() {
    write();
    disk.close();
  }
}
