package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.storage.VehicleListStoreContract;
import org.junit.jupiter.api.Test;

class SqliteVehicleListsTest extends VehicleListStoreContract {
  @Override
  protected VehicleListStore open() {
    return SqliteVehicleLists.open(folder.resolve("lists.db"));
  }

  @Test
  void open_fileThatIsNoDatabase_saysWhichAndThatNothingChanged() throws Exception {
    Path file = Files.write(folder.resolve("other.db"), new byte[9000]);
    Files.writeString(file, "this is no database at all, however long it may be".repeat(100));
    assertThatThrownBy(() -> SqliteVehicleLists.open(file))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("other.db");
  }

  @Test
  void use_undoneByTheEngine_saysWhyAndGoesOn() throws Exception {
    ListEntry visitor =
        new ListEntry(
            "京A12345", ListKind.VISITOR, Instant.EPOCH, null, Set.of(), List.of(), null, 2);
    try (VehicleListStore store = open()) {
      try (ListChange change = store.change()) {
        change.put(visitor);
        change.apply(false);
      }
      try (Connection other = Pragmas.writer(folder.resolve("lists.db"));
          Statement statement = other.createStatement()) {
        statement.execute(
            "CREATE TRIGGER undo BEFORE INSERT ON used WHEN new.at = 0"
                + " BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
      }
      assertThatThrownBy(() -> store.use(visitor, new UUID(0, 1), Instant.EPOCH))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("no room");
      assertThat(store.use(visitor, new UUID(0, 1), Instant.ofEpochSecond(1))).hasValue(1);
    }
  }
}
