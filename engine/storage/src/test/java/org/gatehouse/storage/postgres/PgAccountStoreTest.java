package org.gatehouse.storage.postgres;

import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.storage.AccountStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgAccountStoreTest extends AccountStoreContract {
  private final DatabaseServer server = SharedPostgres.database();

  @Override
  protected AccountStore open() {
    return new PgStores(server).accounts();
  }
}
