package org.gatehouse.storage.sql;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few read-only connections, each used by one thread at a time. Thread-safe. */
final class LogReaders implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogReaders.class);
  private static final int SIZE = 4;

  private final LogDatabase database;
  private final Semaphore permits = new Semaphore(SIZE);
  private final ConcurrentLinkedQueue<LogConnection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  LogReaders(LogDatabase database) throws SQLException {
    this.database = database;
    for (int i = 0; i < SIZE; i++) {
      idle.add(database.reader());
    }
  }

  /** Runs on the caller's thread, after waiting for a free connection. */
  <T extends @Nullable Object> T read(LogWork<T> work) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException(database + " is closed");
      }
      return read(work, new Patience());
    } finally {
      permits.release();
    }
  }

  /**
   * As {@link #read}, on a connection of its own that waits for its answers for as long as it
   * takes; not tried again.
   */
  <T extends @Nullable Object> T readPatiently(LogWork<T> work) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException(database + " is closed");
      }
      try (LogConnection connection = database.patientReader()) {
        return work.run(connection);
      }
    } catch (SQLException e) {
      throw database.explain(e);
    } finally {
      permits.release();
    }
  }

  private <T extends @Nullable Object> T read(LogWork<T> work, Patience patience) {
    while (true) {
      @Nullable LogConnection connection = idle.poll();
      try {
        connection = connection == null ? database.reader() : connection;
        T result = work.run(connection);
        idle.add(connection);
        return result;
      } catch (SQLException e) {
        giveBack(connection, e);
        if (!database.lost(e) || !patience.pause()) {
          throw database.explain(e);
        }
      } catch (RuntimeException | Error e) {
        giveBack(connection, e);
        throw e;
      }
    }
  }

  /** One that is gone is not kept: whoever comes next opens another one. */
  private void giveBack(@Nullable LogConnection connection, Throwable failure) {
    if (connection == null) {
      return;
    }
    try {
      if (failure instanceof SQLException e && database.lost(e)) {
        connection.close();
        return;
      }
      connection.forgetAll();
    } catch (SQLException e) {
      log.debug("after a failed read of {}: {}", database, e.getMessage());
    }
    idle.add(connection);
  }

  /** Waits for reads that are under way. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(SIZE);
    try {
      closed = true;
      for (LogConnection c = idle.poll(); c != null; c = idle.poll()) {
        c.close();
      }
    } catch (SQLException e) {
      throw database.explain(e);
    } finally {
      permits.release(SIZE);
    }
  }
}
