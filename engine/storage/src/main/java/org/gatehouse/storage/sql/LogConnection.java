package org.gatehouse.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection to the event log that keeps its statements prepared: the database compiles each
 * once. Used by one thread at a time.
 */
public final class LogConnection implements AutoCloseable {
  /** With each commit it would cost more than the commit, where one has a read or two. */
  private static final int TIDY_AFTER = 32;

  private final Connection connection;
  private final Dialect dialect;
  private final RecentEvents recent;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private int readsChanged;

  /**
   * Takes over a connection, whose transactions end with {@link #commit}.
   *
   * @param recent what all connections to the log share
   */
  public LogConnection(Connection connection, Dialect dialect, RecentEvents recent) {
    this.connection = connection;
    this.dialect = dialect;
    this.recent = recent;
  }

  /** What need not be made of its row. */
  RecentEvents recent() {
    return recent;
  }

  /** How its database says things. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * The statement of a text, which is one of few. It is not to be closed; what it found is, before
   * it is used again.
   */
  public PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** To be called for each read that is inserted or deleted. */
  public void readChanged() {
    readsChanged++;
  }

  void commit() throws SQLException {
    if (readsChanged >= TIDY_AFTER) {
      dialect.tidy(this, readsChanged);
      readsChanged = 0;
    }
    connection.commit();
  }

  void rollback() throws SQLException {
    forgetAll();
    connection.rollback();
  }

  /** Prepares all anew: one that failed may be stuck half way. */
  void forgetAll() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  /** With all its statements, also where one of them is stuck. */
  @Override
  public void close() throws SQLException {
    try {
      forgetAll();
    } finally {
      connection.close();
    }
  }
}
