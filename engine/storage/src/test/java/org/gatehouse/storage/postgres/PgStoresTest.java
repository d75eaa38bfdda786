package org.gatehouse.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server says that cannot serve, and what becomes of its tables. */
@ExtendWith(SharedPostgres.class)
class PgStoresTest {
  private final PostgresPeer peer = SharedPostgres.peer();

  private static void refuses(DatabaseServer server, String... words) {
    assertThatThrownBy(() -> new PgStores(server).accounts())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("c4nary")
        .hasMessageNotContaining("\n");
  }

  @Test
  void open_nobodyListens_saysWhereAndWhatToDo() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      DatabaseServer known = peer.server("postgres", PostgresPeer.PASSWORD);
      refuses(
          new DatabaseServer(
              known.host(),
              port,
              "gatehouse",
              "gatehouse",
              "gatehouse",
              null,
              DatabaseServer.Encryption.AUTO,
              null),
          "cannot be reached",
          "start it, or correct 'host' and 'port' under 'storage: postgres:'");
    }
  }

  @Test
  void open_wrongPassword_saysWhichUserWithoutThePassword() {
    refuses(
        peer.server("postgres", "c4nary-wrong"),
        "does not let us in",
        "user 'gatehouse'",
        "correct");
  }

  @Test
  void open_noSuchDatabase_saysHowToMakeIt() {
    refuses(peer.server("nothing", PostgresPeer.PASSWORD), "createdb", "--owner gatehouse nothing");
  }

  @Test
  void open_databaseThatCannotHoldAllPlates_isRefused() throws Exception {
    peer.execute(
        "postgres", "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    refuses(peer.server("latin", PostgresPeer.PASSWORD), "UTF8", "LATIN1");
  }

  @Test
  void open_schemaWithOthersTables_isLeftAlone() throws Exception {
    DatabaseServer server = peer.database();
    peer.execute(server.database(), "CREATE SCHEMA gatehouse CREATE TABLE theirs (n integer)");
    refuses(server, "tables cannot be made ready");
  }

  @Test
  void open_olderTables_areRefusedUntilTheUpgrade_andKeepWhatIsInThem() throws Exception {
    DatabaseServer server = peer.database();
    PgSchema.flyway(new PgServer(server), "2").migrate();
    peer.execute(
        server.database(),
        "INSERT INTO gatehouse.entry VALUES ('京A12345', 0, 0, 9, '', '', null, 0)");
    refuses(server, "older Gatehouse", "version 2", "./gatehouse upgrade");

    PgStores stores = new PgStores(server);
    stores.upgrade();
    try (var lists = stores.lists()) {
      assertThat(lists.size()).isEqualTo(1);
    }
    assertThat(stores.version().found()).isEqualTo(PgSchema.VERSION);
  }

  @Test
  void open_newerTables_areRefused() throws Exception {
    DatabaseServer server = peer.database();
    new PgStores(server).upgrade();
    peer.execute(
        server.database(),
        "INSERT INTO gatehouse.schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 0,"
            + " 'gatehouse', now(), 1, true");
    refuses(server, "newer Gatehouse", "version 99");
  }

  @Test
  void read_afterTheServerEndedOurConnections_works() throws Exception {
    DatabaseServer server = peer.database();
    try (AccountStore accounts = new PgStores(server).accounts()) {
      accounts.add(account("alice"));
      peer.execute(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + server.database()
              + "'");
      assertThat(accounts.add(account("bob"))).isTrue();
      assertThat(accounts.accounts()).extracting(Account::name).containsExactly("alice", "bob");
    }
  }

  @Test
  void change_thatTheServerRefuses_isTold() throws Exception {
    DatabaseServer server = peer.database();
    try (AccountStore accounts = new PgStores(server).accounts()) {
      peer.execute(server.database(), "DROP TABLE gatehouse.accounts");
      assertThatThrownBy(accounts::accounts)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("cannot be used right now");
    }
  }

  private static Account account(String name) {
    return new Account(
        name,
        null,
        true,
        new TreeMap<>(Map.of(Account.ANY_SITE, Role.GUARD)),
        Set.of(),
        0,
        Instant.EPOCH);
  }
}
