package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few read-only connections, each used by one thread at a time. Thread-safe. */
final class LogReaders implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogReaders.class);
  private static final int SIZE = 4;

  private final Path file;
  private final Semaphore permits = new Semaphore(SIZE);
  private final ConcurrentLinkedQueue<LogConnection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  LogReaders(Path file, RecentEvents recent) throws SQLException {
    this.file = file;
    for (int i = 0; i < SIZE; i++) {
      idle.add(new LogConnection(Pragmas.reader(file), recent));
    }
  }

  /** Runs on the caller's thread, after waiting for a free connection. */
  <T extends @Nullable Object> T read(LogWork<T> work) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("event log " + file + " is closed");
      }
      LogConnection connection = Objects.requireNonNull(idle.poll());
      try {
        return work.run(connection);
      } catch (SQLException e) {
        forgetAll(connection);
        throw SqliteErrors.explain(file, e);
      } finally {
        idle.add(connection);
      }
    } finally {
      permits.release();
    }
  }

  private static void forgetAll(LogConnection connection) {
    try {
      connection.forgetAll();
    } catch (SQLException e) {
      log.debug("a statement that failed cannot be closed: {}", e.getMessage());
    }
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
      throw SqliteErrors.explain(file, e);
    } finally {
      permits.release(SIZE);
    }
  }
}
