package org.gatehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.gatehouse.contract.alarm.AlarmStore;
import org.gatehouse.storage.AlarmStoreContract;
import org.junit.jupiter.api.Test;

class SqliteAlarmStoreTest extends AlarmStoreContract {
  @Override
  protected AlarmStore open() {
    return SqliteAlarmStore.open(folder.resolve("alarms.db"));
  }

  /** As after going back to a version that has not all kinds of the other one. */
  @Test
  void load_kindThatIsNotTold_isLeftOut() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("alarms.db"));
        Statement insert = other.createStatement()) {
      insert.execute(
          "INSERT INTO alarms VALUES (1, 'a', 'OF_TOMORROW', 'WARNING', '', 0, 't', 'c', 'NORMAL',"
              + " 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, '[]')");
    }
    try (AlarmStore store = open()) {
      assertThat(store.load()).isEqualTo(List.of());
    }
  }
}
