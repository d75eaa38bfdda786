package org.gatehouse.storage.postgres;

import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.storage.ReadSearchContract;
import org.gatehouse.storage.sql.SqlEventLog;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgReadSearchTest extends ReadSearchContract {
  @Override
  protected EventLog open() {
    return new PgStores(SharedPostgres.database()).events(() -> {});
  }

  @Override
  protected PlateReads reads(EventLog log) {
    return (SqlEventLog) log;
  }
}
