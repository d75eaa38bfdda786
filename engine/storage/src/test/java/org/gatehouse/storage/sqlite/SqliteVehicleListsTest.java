package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
