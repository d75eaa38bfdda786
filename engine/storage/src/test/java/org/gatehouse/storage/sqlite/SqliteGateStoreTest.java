package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.GateStoreContract;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;

class SqliteGateStoreTest extends GateStoreContract {
  private static final GateIntent INTENT =
      new GateIntent(
          new UUID(0, 1),
          "north",
          BarrierAction.OPEN,
          "p1",
          "京A12345",
          false,
          Instant.parse("2026-03-01T12:00:00Z"));

  @Override
  protected GateStore open() {
    return SqliteGateStore.open(folder.resolve("gates.db"));
  }

  /** A file as the first version left it. */
  private Path firstVersion() throws Exception {
    Path file = Files.createDirectory(folder.resolve("old")).resolve("gates.db");
    SmallDatabase first = SmallDatabase.open("store of gates", file, "gates.sql", 1);
    first.change(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "INSERT INTO intents VALUES ('00000000-0000-0000-0000-000000000001', 'north',"
                    + " 'open', 'p1', '京A12345', 0, 1772366400000000, NULL, NULL), ('2', 'north',"
                    + " 'open', 'p2', '京A12345', 0, 1772366400000000, 'confirmed', 1)");
          }
        });
    first.close();
    return file;
  }

  @Test
  void open_olderFile_isRefusedWithWhatToDo() throws Exception {
    Path file = firstVersion();
    assertThatThrownBy(() -> SqliteGateStore.open(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("./gatehouse upgrade");
  }

  @Test
  void change_undoneByTheEngine_saysWhyAndGoesOn() throws Exception {
    try (GateStore store = open()) {
      try (Connection other = Pragmas.writer(folder.resolve("gates.db"));
          Statement statement = other.createStatement()) {
        statement.execute(
            "CREATE TRIGGER undo BEFORE INSERT ON intents"
                + " BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
      }
      assertThatThrownBy(() -> store.intend(INTENT, BarrierWish.NONE))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("no room");
      store.wish("north", BarrierWish.NONE);
    }
  }

  @Test
  void upgrade_olderFile_keepsACopyAndWhatIsInIt() throws Exception {
    Path file = firstVersion();
    Path copies = Files.createDirectory(folder.resolve("copies"));
    new LocalStorageProvider().folder(DataPlace.of(folder.resolve("old"))).upgrade(copies);
    assertThat(StoreFile.gates(copies.resolve("gates.db")).found()).isOne();
    assertThat(StoreFile.gates(file).older()).isFalse();
    try (GateStore store = SqliteGateStore.open(file)) {
      assertThat(store.open()).containsExactly(INTENT);
      assertThat(store.wish("north")).isEqualTo(BarrierWish.NONE);
      assertThat(store.untold("north")).as("that version told it").isEmpty();
    }
  }
}
