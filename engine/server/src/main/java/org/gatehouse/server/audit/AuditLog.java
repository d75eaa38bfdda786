package org.gatehouse.server.audit;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a site. One thread adds what has gathered, in one transaction, and signs the
 * head anew; who notes something waits for that, or is told. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
  /** What is noted is shown here too, for whoever reads the engine's log. */
  private static final Logger shown = LoggerFactory.getLogger("org.gatehouse.audit");

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final int GROUP = 256;
  private static final int QUEUE = 4096;
  private static final int FORGET_AT_ONCE = 5000;

  private final AuditStore store;
  private final HeadKeeper heads;
  private final Ticker ticker;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Thread writer;

  /** Guarded by the lock. */
  private boolean closed;

  /** An entry and who waits for it; without an entry the writer ends. */
  private record Waiting(@Nullable AuditEntry entry, CompletableFuture<@Nullable Void> noted) {}

  /** On a store that is closed with this log. */
  public AuditLog(AuditStore store, HeadKeeper heads, Ticker ticker) {
    this.store = store;
    this.heads = heads;
    this.ticker = ticker;
    this.writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::loop);
    heads.compare(store);
    writer.start();
  }

  /**
   * Notes what somebody did; it is on disk when this returns.
   *
   * @param purpose why personal data was seen; null if nobody was asked
   * @throws StorageException if it cannot be noted: then it must not be done either
   */
  public void note(String action, String who, @Nullable String purpose, Map<String, ?> details) {
    try {
      later(action, who, purpose, details).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException refused
          ? refused
          : new StorageException("the audit log cannot be written: " + e.getCause(), e);
    }
  }

  /** Notes it; the answer is there once it is on disk, or fails if it cannot be noted. */
  public CompletableFuture<@Nullable Void> later(
      String action, String who, @Nullable String purpose, Map<String, ?> details) {
    AuditEntry entry = AuditEntry.of(now(), who, action, purpose, details);
    shown.info(
        "{} by {}{} {}", action, who, purpose == null ? "" : " for " + purpose, entry.details());
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    if (!offer(waiting)) {
      waiting
          .noted()
          .completeExceptionally(
              new StorageException(
                  "the audit log takes nothing now: its disk is too slow, or the engine ends",
                  new IllegalStateException()));
    }
    return waiting.noted();
  }

  /** Notes what has happened already: nobody waits for it, and a failure is told in the log. */
  public void told(String action, String who, Map<String, ?> details) {
    CompletableFuture<?> _ =
        later(action, who, null, details)
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    log.error("{} by {} is not noted: {}", action, who, failure.getMessage());
                  }
                });
  }

  private synchronized boolean offer(Waiting waiting) {
    return !closed && queue.offer(waiting);
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  private void loop() {
    List<Waiting> group = new ArrayList<>(GROUP);
    boolean ending = false;
    while (!ending) {
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread, and it does so by an entry that is none.
        continue;
      }
      queue.drainTo(group, GROUP - 1);
      ending = group.removeIf(waiting -> waiting.entry() == null);
      add(group);
      group.clear();
    }
  }

  private void add(List<Waiting> group) {
    List<AuditEntry> entries = new ArrayList<>();
    for (Waiting waiting : group) {
      if (waiting.entry() != null) {
        entries.add(waiting.entry());
      }
    }
    if (entries.isEmpty()) {
      return;
    }
    try {
      append(entries);
      group.forEach(waiting -> waiting.noted().complete(null));
    } catch (RuntimeException | Error e) {
      // An Error as well: this thread must outlive it, or every later caller would wait for ever.
      log.error("{} audit entries are not noted: {}", entries.size(), e.toString());
      group.forEach(waiting -> waiting.noted().completeExceptionally(e));
    }
  }

  /** Rows and head together: neither is changed by anybody else of this process meanwhile. */
  private void append(List<AuditEntry> entries) {
    synchronized (heads) {
      AuditPoint end = store.append(entries).getLast().point();
      try {
        heads.keep(new AuditHead(store.begin(), end, now()));
      } catch (IOException e) {
        // The rows are there, and the next head covers them.
        log.error("the head of the audit log is not written ({}): make room there", e.toString());
      }
    }
  }

  /** The head as it would be signed now, for who keeps it elsewhere. */
  public String head() {
    return heads.signed(new AuditHead(store.begin(), store.end(), now()));
  }

  /** What is noted, to be read. */
  public AuditStore rows() {
    return store;
  }

  /**
   * Deletes rows that are older, and notes how many.
   *
   * @return how many
   * @throws StorageException if that fails; what is deleted until then is
   */
  public int forget(Instant limit) {
    long begin = store.begin().sequence();
    AuditPoint cut = null;
    for (AuditPoint last = forgotten(limit); last != null; last = forgotten(limit)) {
      cut = last;
    }
    if (cut == null) {
      return 0;
    }
    long deleted = cut.sequence() - begin;
    note("audit.forgotten", "retention", null, Map.of("rows", deleted, "before", limit));
    return (int) Math.min(Integer.MAX_VALUE, deleted);
  }

  /** The head first: should this end half way, there are more rows than it needs, never less. */
  private @Nullable AuditPoint forgotten(Instant limit) {
    synchronized (heads) {
      AuditPoint last = store.lastBefore(limit, FORGET_AT_ONCE);
      if (last != null) {
        try {
          heads.keep(new AuditHead(last, store.end(), now()));
        } catch (IOException e) {
          throw new StorageException("the head of the audit log cannot be written: " + e, e);
        }
        store.cut(last);
      }
      return last;
    }
  }

  /** Notes what waits, then closes the store. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        queue.put(new Waiting(null, new CompletableFuture<>()));
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    store.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
