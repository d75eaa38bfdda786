package org.gatehouse.storage.postgres;

import org.gatehouse.contract.list.VehicleListStore;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.storage.VehicleListStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class PgVehicleListsTest extends VehicleListStoreContract {
  private final DatabaseServer server = SharedPostgres.database();

  @Override
  protected VehicleListStore open() {
    return new PgStores(server).lists();
  }
}
