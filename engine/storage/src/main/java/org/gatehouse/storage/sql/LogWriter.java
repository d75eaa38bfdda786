package org.gatehouse.storage.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.contract.storage.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the database. What has gathered while it was busy goes into the next
 * transaction together, so that a burst shares one flush to disk and a lone change waits for
 * nobody. Callers wait for their commit.
 */
public final class LogWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
  private static final int GROUP = 256;
  private static final int QUEUE = 4096;

  private final LogDatabase database;
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread;
  private final Patience patience = new Patience();
  private final Object gate = new Object();
  private boolean closed;

  /** Owned by the writer's thread from its start on; null while there is none. */
  private @Nullable LogConnection connection;

  /** The database did not answer, and has not since. */
  private boolean away;

  /** With the first connection of its own. */
  public LogWriter(LogDatabase database, LogConnection connection) {
    this.database = database;
    this.connection = connection;
    thread = Thread.ofPlatform().name("event-writer").daemon().unstarted(this::loop);
  }

  /** Begins to work. */
  public void start() {
    thread.start();
  }

  /**
   * Runs the work on the writer's thread; returns once it is committed.
   *
   * @throws StorageException if it could not be: then nothing of it is in the database
   */
  public <T extends @Nullable Object> T write(LogWork<T> work) {
    return result(new Job<>(work, false));
  }

  /**
   * As {@link #write}, in a transaction of its own: those who wait for it are only those who came
   * while it ran.
   */
  public <T extends @Nullable Object> T writeAlone(LogWork<T> work) {
    return result(new Job<>(work, true));
  }

  private <T extends @Nullable Object> T result(Job<T> job) {
    enqueue(job);
    try {
      return job.done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case SQLException sql -> throw database.explain(sql);
        case RuntimeException other -> throw other;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  /** Finishes what is queued, then ends. */
  @Override
  public void close() {
    synchronized (gate) {
      if (closed) {
        return;
      }
      closed = true;
    }
    put(Job.last());
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(Job<?> job) {
    synchronized (gate) {
      if (closed) {
        throw new IllegalStateException(database + " is closed");
      }
      put(job);
    }
  }

  /** Waits for a place; an interrupt is kept for later, because the event must not be lost. */
  private void put(Job<?> job) {
    boolean interrupted = false;
    while (true) {
      try {
        jobs.put(job);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    List<Job<?>> group = new ArrayList<>(GROUP);
    boolean ending = false;
    while (!ending) {
      try {
        group.add(jobs.take());
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread, and it does so by a job.
        continue;
      }
      jobs.drainTo(group, GROUP - 1);
      ending = group.removeIf(Job::isLast);
      List<Job<?>> alone = group.stream().filter(job -> job.alone).toList();
      group.removeAll(alone);
      commit(group);
      alone.forEach(this::commitAlone);
      group.clear();
    }
    disconnect();
  }

  /** All in one transaction; if that fails, each in its own, so that one cannot fail another. */
  private void commit(List<Job<?>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      LogConnection open = connection();
      for (Job<?> job : group) {
        job.run(open);
      }
      open.commit();
      group.forEach(Job::succeed);
    } catch (SQLException | RuntimeException | Error e) {
      recover(e);
      for (Job<?> job : group) {
        if (connection == null) {
          job.done.completeExceptionally(e);
        } else {
          commitAlone(job);
        }
      }
    }
  }

  private void commitAlone(Job<?> job) {
    try {
      LogConnection open = connection();
      job.run(open);
      open.commit();
      job.succeed();
    } catch (SQLException | RuntimeException | Error e) {
      // An Error as well: this thread must outlive it, or every later caller would wait for ever.
      recover(e);
      job.done.completeExceptionally(e);
    }
  }

  private LogConnection connection() throws SQLException {
    LogConnection open = connection;
    if (open == null) {
      open = database.writer();
      connection = open;
      patience.renew();
      if (away) {
        away = false;
        log.info("{} is there again", database);
      }
    }
    return open;
  }

  /**
   * Undoes what is half done. A connection that is gone is replaced, if that takes no longer than
   * callers can wait: nothing of theirs is committed then, or they do not know that it is, and what
   * they want may be done twice.
   */
  private void recover(Throwable failure) {
    if (failure instanceof SQLException e && database.lost(e)) {
      if (connection != null) {
        log.warn("{} is gone ({}); trying again", database, e.getMessage());
      }
      away = true;
      disconnect();
      reconnect();
    } else if (connection != null && !rollback(connection)) {
      disconnect();
      reopen();
    }
  }

  /**
   * What fails for longer than patience lasts is tried once for each piece of work from then on.
   */
  private void reconnect() {
    while (connection == null && patience.pause()) {
      reopen();
    }
  }

  private void reopen() {
    try {
      connection();
    } catch (SQLException e) {
      log.debug("{} is not there yet: {}", database, e.getMessage());
    }
  }

  private void disconnect() {
    LogConnection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.debug("{} did not close cleanly: {}", database, e.getMessage());
      }
    }
  }

  /**
   * False if the connection is of no use any more. SQLite undoes a commit that fails by itself, as
   * on a full disk: then there is nothing to roll back, and the driver begins no transaction after
   * one that it could not roll back. Each statement would be committed alone from then on.
   */
  private boolean rollback(LogConnection open) {
    try {
      open.rollback();
      return true;
    } catch (SQLException e) {
      log.debug("rollback of {}: {}", database, e.getMessage());
      return false;
    }
  }

  /** Work with the place where its caller waits. */
  private static final class Job<T extends @Nullable Object> {
    private final @Nullable LogWork<T> work;
    private final boolean alone;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    Job(@Nullable LogWork<T> work, boolean alone) {
      this.work = work;
      this.alone = alone;
    }

    static Job<?> last() {
      return new Job<@Nullable Object>(null, false);
    }

    boolean isLast() {
      return work == null;
    }

    void run(LogConnection connection) throws SQLException {
      if (work != null) {
        result = work.run(connection);
      }
    }

    // The result is of the work's own type once run() has returned.
    @SuppressWarnings("NullAway")
    void succeed() {
      done.complete(result);
    }
  }
}
