package org.gatehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.Visit;
import org.gatehouse.storage.sql.Micros;
import org.jspecify.annotations.Nullable;

/** What gates keep, in one SQLite file for its owner only. Thread-safe. */
public final class SqliteGateStore implements GateStore {
  static final int VERSION = 3;

  private static final String COLUMNS = "id, lane, action, passage, plate, by_hand, decided_us";
  private static final String INTENT = "SELECT " + COLUMNS + " FROM intents ";
  private static final String END =
      "SELECT " + COLUMNS + ", outcome, sent_us, ended_us, detail FROM intents ";
  private static final String VISIT =
      "SELECT id, place, plate, lane, passage, entered_us FROM visits ";

  private final SmallDatabase database;

  /** Makes something of a row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private SqliteGateStore(SmallDatabase database) {
    this.database = database;
  }

  /**
   * Opens or creates the file.
   *
   * @throws org.gatehouse.contract.config.ConfigException if it cannot serve
   */
  public static SqliteGateStore open(Path file) {
    return new SqliteGateStore(SmallDatabase.open("store of gates", file, "gates.sql", VERSION));
  }

  /** Brings a file of an older version to this one: all of it, or nothing. */
  public static void upgrade(Path file) {
    SmallDatabase.upgrade("store of gates", file, "gates.sql", VERSION);
  }

  /** A value of a statement's parameters: a text or a number. */
  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private int change(String sql, @Nullable Object... values) {
    return database.change(connection -> change(connection, sql, values));
  }

  private static int change(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  @Override
  public boolean intend(GateIntent intent, BarrierWish then) {
    return database.change(
        connection -> {
          boolean fresh = intend(connection, intent);
          if (fresh) {
            wish(connection, intent.lane(), then);
          }
          return fresh;
        });
  }

  private static boolean intend(Connection connection, GateIntent intent) throws SQLException {
    return change(
            connection,
            "INSERT OR IGNORE INTO intents (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
            intent.id().toString(),
            intent.lane(),
            intent.action().word(),
            intent.passageId(),
            intent.plate(),
            intent.byPerson() ? 1 : 0,
            Micros.of(intent.decidedAt()))
        == 1;
  }

  @Override
  public void wish(String lane, BarrierWish wish) {
    database.change(connection -> wish(connection, lane, wish));
  }

  private static int wish(Connection connection, String lane, BarrierWish wish)
      throws SQLException {
    return change(
        connection,
        "INSERT OR REPLACE INTO wishes (lane, held, close_us) VALUES (?, ?, ?)",
        lane,
        wish.held() ? 1 : 0,
        wish.closeAt() == null ? null : Micros.of(wish.closeAt()));
  }

  @Override
  public BarrierWish wish(String lane) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
                  prepare(connection, "SELECT held, close_us FROM wishes WHERE lane = ?", lane);
              ResultSet row = select.executeQuery()) {
            return row.next() ? wish(row) : BarrierWish.NONE;
          }
        });
  }

  private static BarrierWish wish(ResultSet row) throws SQLException {
    boolean held = row.getBoolean(1);
    long close = row.getLong(2);
    return new BarrierWish(held, row.wasNull() ? null : Micros.toInstant(close));
  }

  @Override
  public void ended(GateEnd end) {
    change(
        "UPDATE intents SET outcome = ?, sent_us = ?, ended_us = ?, detail = ? WHERE id = ?",
        end.outcome(),
        end.sentAt() == null ? null : Micros.of(end.sentAt()),
        Micros.of(end.endedAt()),
        end.detail(),
        end.intent().id().toString());
  }

  @Override
  public List<GateEnd> untold(String lane) {
    return all(
        SqliteGateStore::end,
        END + "WHERE outcome IS NOT NULL AND told = 0 AND lane = ? ORDER BY decided_us, id",
        lane);
  }

  private static GateEnd end(ResultSet row) throws SQLException {
    long sent = row.getLong(9);
    @Nullable Instant sentAt = row.wasNull() ? null : Micros.toInstant(sent);
    return new GateEnd(
        intent(row),
        row.getString(8),
        sentAt,
        Micros.toInstant(row.getLong(10)),
        row.getString(11));
  }

  @Override
  public void told(UUID id) {
    change("UPDATE intents SET told = 1 WHERE id = ?", id.toString());
  }

  @Override
  public List<GateIntent> open() {
    return all(SqliteGateStore::intent, INTENT + "WHERE outcome IS NULL ORDER BY decided_us, id");
  }

  @Override
  public List<GateIntent> opened(String lane, Instant since) {
    return all(
        SqliteGateStore::intent,
        INTENT + "WHERE decided_us >= ? AND lane = ? AND action = 'open' ORDER BY decided_us, id",
        Micros.of(since),
        lane);
  }

  private <T> List<T> all(Row<T> row, String sql, Object... values) {
    return database.read(
        connection -> {
          List<T> all = new ArrayList<>();
          try (PreparedStatement select = prepare(connection, sql, values);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              all.add(row.read(rows));
            }
          }
          return all;
        });
  }

  private static GateIntent intent(ResultSet row) throws SQLException {
    return new GateIntent(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        BarrierAction.of(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getBoolean(6),
        Micros.toInstant(row.getLong(7)));
  }

  @Override
  public void enter(Visit visit) {
    change(
        "INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?)",
        visit.id().toString(),
        visit.group(),
        visit.plate(),
        visit.lane(),
        visit.passageId(),
        Micros.of(visit.enteredAt()));
  }

  @Override
  public @Nullable Visit inside(String group, String plate) {
    return database.<@Nullable Visit>read(
        connection -> {
          try (PreparedStatement select =
                  prepare(connection, VISIT + "WHERE place = ? AND plate = ?", group, plate);
              ResultSet row = select.executeQuery()) {
            return row.next() ? visit(row) : null;
          }
        });
  }

  private static Visit visit(ResultSet row) throws SQLException {
    return new Visit(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Micros.toInstant(row.getLong(6)));
  }

  @Override
  public boolean leave(UUID visit) {
    return change("DELETE FROM visits WHERE id = ?", visit.toString()) == 1;
  }

  @Override
  public long inside(String group) {
    return database.read(
        connection -> {
          try (PreparedStatement count =
                  prepare(connection, "SELECT count(*) FROM visits WHERE place = ?", group);
              ResultSet row = count.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
          }
        });
  }

  @Override
  public int forget(String plate) {
    return change("DELETE FROM visits WHERE plate = ?", plate)
        + change("UPDATE intents SET plate = '' WHERE plate = ?", plate);
  }

  @Override
  public int forgetBefore(Instant time) {
    long micros = Micros.of(time);
    return change("DELETE FROM visits WHERE entered_us < ?", micros)
        + change("DELETE FROM intents WHERE decided_us < ?", micros);
  }

  @Override
  public void close() {
    database.close();
  }
}
