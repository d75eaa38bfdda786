package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was committed from the write-ahead log into the file, on a thread of its own: whoever
 * commits would wait for the flush of a thousand pages otherwise. Only the writer can begin the log
 * anew: once it is long, it brings over the little that is left.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final long PAUSE_MILLIS = 200;

  /** Pages after which the next follows at once: there is more where they came from. */
  private static final int MANY_PAGES = 500;

  private final Path file;
  private final Thread thread;
  private volatile boolean closed;

  private Checkpoints(Path file) {
    this.file = file;
    thread = Thread.ofPlatform().name("event-checkpoint").daemon().unstarted(this::loop);
  }

  /** Begins. */
  static Checkpoints start(Path file) {
    Checkpoints checkpoints = new Checkpoints(file);
    checkpoints.thread.start();
    return checkpoints;
  }

  private void loop() {
    while (!closed) {
      try (Connection connection = Pragmas.checkpointer(file);
          Statement statement = connection.createStatement()) {
        int before = 0;
        while (!closed) {
          int now = round(statement);
          if (Math.abs(now - before) < MANY_PAGES) {
            pause();
          }
          before = now;
        }
      } catch (SQLException e) {
        // The writer's own checkpoints, of a longer log, go on.
        log.debug("{} is not checkpointed: {}", file, e.getMessage());
        pause();
      }
    }
  }

  /** Stops nobody; returns how many pages of the log are in the file by now. */
  static int round(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return row.next() ? row.getInt(3) : 0;
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
  }

  /** Waits for the one that is under way. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
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
}
