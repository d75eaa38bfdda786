package org.gatehouse.server.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.Root;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command refuses; what it copies is in the store's own tests. */
class StoreCommandTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  private int migrate(String what, String storage) throws Exception {
    Path site =
        Files.writeString(folder.resolve("site.yaml"), "site: north gate\n" + storage + "\n");
    CommandLine line = new CommandLine(new Root()).addSubcommand(new StoreCommand());
    line.setOut(new PrintWriter(new StringWriter(), true));
    line.setErr(new PrintWriter(err, true));
    return Cli.execute(line, "store", "migrate", what, "--config", site.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite->postgres", "sqlite-to-postgres", "sqlite-"})
  void migrate_withoutAServer_saysWhatToAdd(String what) throws Exception {
    assertThat(migrate(what, "")).isEqualTo(1);
    assertThat(err.toString()).contains("add 'storage: postgres:'");
  }

  @Test
  void migrate_theOtherWayRound_isWrongUsage() throws Exception {
    assertThat(migrate("postgres->sqlite", "")).isEqualTo(2);
    assertThat(err.toString()).contains("expected 'sqlite->postgres'");
  }

  @Test
  void migrate_emptyFolder_saysThatThereIsNothing() throws Exception {
    assertThat(migrate("sqlite->postgres", "storage: { postgres: {} }")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no").contains("events.db");
  }

  @Test
  void migrate_nobodyListens_namesTheServerAndChangesNothing() throws Exception {
    ServiceLoader.load(StorageProvider.class)
        .findFirst()
        .orElseThrow()
        .open(folder.resolve("data"), Ticker.system())
        .events()
        .close();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      assertThat(migrate("sqlite->postgres", "storage: { postgres: { port: " + port + " } }"))
          .isEqualTo(1);
      assertThat(err.toString()).contains("127.0.0.1:" + port).contains("cannot be reached");
    }
  }
}
