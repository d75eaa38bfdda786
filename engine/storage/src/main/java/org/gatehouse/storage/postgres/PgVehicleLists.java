package org.gatehouse.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.storage.sql.ListRows;
import org.gatehouse.storage.sql.ListSteps;

/** Lists of vehicles, which an engine and commands may use at the same time. Thread-safe. */
final class PgVehicleLists implements VehicleListStore {
  static final String NAME = "lists";

  private static final int PAGE = 10_000;

  private final PgServer server;
  private final PgSmallStore store;

  /** With tables that are there. */
  PgVehicleLists(PgServer server) {
    this.server = server;
    store = new PgSmallStore(server, NAME);
  }

  @Override
  public long revision() {
    return number("SELECT number FROM revision");
  }

  @Override
  public long size() {
    return number("SELECT count(*) FROM entry");
  }

  private long number(String sql) {
    return store.read(connection -> ListSteps.count(connection, sql));
  }

  /** On a connection of its own, page by page. */
  @Override
  public void read(Consumer<Kept> each) {
    try (Connection reader = server.connectPatiently()) {
      reader.setAutoCommit(false);
      try (PreparedStatement select = reader.prepareStatement(ListSteps.ALL)) {
        select.setFetchSize(PAGE);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            each.accept(new Kept(ListRows.entry(rows), rows.getInt(9)));
          }
        }
      }
    } catch (SQLException e) {
      throw PgErrors.explain(server, e);
    }
  }

  @Override
  public List<ListEntry> of(String plate) {
    return store.read(connection -> ListSteps.of(connection, plate));
  }

  @Override
  public List<ListEntry> after(String plate, int plates) {
    return store.read(connection -> ListSteps.after(connection, plate, plates));
  }

  @Override
  public ListChange change() {
    return PgListChange.begin(server);
  }

  @Override
  public OptionalInt use(ListEntry entry, UUID passage, Instant at) {
    return store.change(connection -> ListSteps.use(connection, entry, passage, at));
  }

  @Override
  public void close() {
    store.close();
  }
}
