package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.storage.AuditStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPostgres.class)
class PgAuditStoreTest extends AuditStoreContract {
  private final DatabaseServer server = SharedPostgres.database();

  @Override
  protected AuditStore open() {
    return new PgStores(server).audit();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE gatehouse.audit SET who = 'bob'",
        "DELETE FROM gatehouse.audit",
        "DELETE FROM gatehouse.audit WHERE sequence = 2",
        "TRUNCATE gatehouse.audit"
      })
  void sql_thatChangesRows_isRefusedByTheTables(String sql) {
    try (AuditStore store = open()) {
      store.append(List.of(entry(1), entry(2)));
      assertThatThrownBy(() -> SharedPostgres.peer().execute(server.database(), sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("audit rows are");
      assertThat(store.after(0, 9)).hasSize(2);
    }
  }
}
