package org.gatehouse.storage.postgres;

import java.sql.SQLException;
import java.util.Objects;
import org.gatehouse.contract.storage.DatabaseServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all tests of this run, which ends with it. */
final class SharedPostgres implements BeforeAllCallback {
  private static @Nullable PostgresPeer peer;

  static PostgresPeer peer() {
    return Objects.requireNonNull(peer);
  }

  /** An empty database of its own. */
  static DatabaseServer database() {
    try {
      return peer().database();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) throws Exception {
    if (peer == null) {
      peer = PostgresPeer.start();
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
          .put("peer", peer);
    }
  }
}
