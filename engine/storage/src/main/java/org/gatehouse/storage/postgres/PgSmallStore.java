package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.gatehouse.storage.sql.Patience;
import org.gatehouse.storage.sql.SmallStore;
import org.gatehouse.storage.sql.Work;
import org.jspecify.annotations.Nullable;

/** A small store's tables, by one connection that is opened anew when it is gone. Thread-safe. */
final class PgSmallStore implements SmallStore {
  private final PgServer server;
  private final String name;
  private @Nullable Connection connection;

  /**
   * With tables that are there.
   *
   * @param name by which those who change it exclude each other
   */
  PgSmallStore(PgServer server, String name) {
    this.server = server;
    this.name = name;
  }

  @Override
  public <T extends @Nullable Object> T change(Work<T> work) {
    return untilThere(
        open -> {
          lock(open, name);
          return work.run(open);
        });
  }

  /** Until the transaction ends, nobody else changes what goes by that name. */
  static void lock(Connection open, String name) throws SQLException {
    try (PreparedStatement lock =
        open.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext(?))")) {
      lock.setString(1, name);
      lock.execute();
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    return untilThere(work);
  }

  /** What was sent to be committed is not tried again: it may be done. */
  private synchronized <T extends @Nullable Object> T untilThere(Work<T> work) {
    Patience patience = new Patience();
    while (true) {
      boolean committing = false;
      try {
        Connection open = connection();
        T result = work.run(open);
        committing = true;
        open.commit();
        return result;
      } catch (SQLException e) {
        undo();
        if (committing || !PgErrors.lost(e) || !patience.pause()) {
          throw PgErrors.explain(server, e);
        }
      } catch (RuntimeException | Error e) {
        undo();
        throw e;
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = server.connect();
      open.setAutoCommit(false);
      connection = open;
    }
    return open;
  }

  /** A connection that cannot do even that is given up. */
  private void undo() {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      open.rollback();
    } catch (SQLException gone) {
      connection = null;
      closeQuietly(open);
    }
  }

  private static void closeQuietly(Connection open) {
    try {
      open.close();
    } catch (SQLException e) {
      // It is gone: that is why.
    }
  }

  @Override
  public synchronized void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      closeQuietly(open);
    }
  }
}
