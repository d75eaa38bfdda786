package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
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
final class LogWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
  private static final int GROUP = 256;
  private static final int QUEUE = 4096;

  private final Path file;
  private final LogConnection connection;
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closed;

  LogWriter(Path file, Connection connection, RecentEvents recent) throws SQLException {
    this.file = file;
    connection.setAutoCommit(false);
    this.connection = new LogConnection(connection, recent);
    thread = Thread.ofPlatform().name("event-writer").daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /**
   * Runs the work on the writer's thread; returns once it is committed.
   *
   * @throws StorageException if it could not be: then nothing of it is in the database
   */
  <T extends @Nullable Object> T write(LogWork<T> work) {
    Job<T> job = new Job<>(work);
    enqueue(job);
    try {
      return job.done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case SQLException sql -> throw SqliteErrors.explain(file, sql);
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
        throw new IllegalStateException("event log " + file + " is closed");
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
      commit(group);
      group.clear();
    }
    try {
      connection.close();
    } catch (SQLException e) {
      log.warn("event log {} did not close cleanly: {}", file, e.getMessage());
    }
  }

  /** All in one transaction; if that fails, each in its own, so that one cannot fail another. */
  private void commit(List<Job<?>> group) {
    try {
      for (Job<?> job : group) {
        job.run(connection);
      }
      connection.commit();
      group.forEach(Job::succeed);
    } catch (SQLException | RuntimeException | Error e) {
      rollback();
      group.forEach(this::commitAlone);
    }
  }

  private void commitAlone(Job<?> job) {
    try {
      job.run(connection);
      connection.commit();
      job.succeed();
    } catch (SQLException | RuntimeException | Error e) {
      // An Error as well: this thread must outlive it, or every later caller would wait for ever.
      rollback();
      job.done.completeExceptionally(e);
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("rollback of {}: {}", file, e.getMessage());
    }
  }

  /** Work with the place where its caller waits. */
  private static final class Job<T extends @Nullable Object> {
    private final @Nullable LogWork<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    Job(@Nullable LogWork<T> work) {
      this.work = work;
    }

    static Job<?> last() {
      return new Job<@Nullable Object>(null);
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
