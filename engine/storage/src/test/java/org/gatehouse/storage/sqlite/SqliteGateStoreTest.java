package org.gatehouse.storage.sqlite;

import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.storage.GateStoreContract;

class SqliteGateStoreTest extends GateStoreContract {
  @Override
  protected GateStore open() {
    return SqliteGateStore.open(folder.resolve("gates.db"));
  }
}
