package org.gatehouse.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.api.PostgresServer;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.Launcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine as a process, and commands beside it, on Debian's PostgreSQL. */
@Tag("e2e")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgresEngineTest {
  private static final int ACCEPTED = 202;
  private static final Map<String, String> ENVIRONMENT =
      Map.of(PostgresServer.PASSWORD_VARIABLE, PostgresServer.PASSWORD);

  /** For processes that live for seconds. */
  private static final String BRIEF = "-XX:TieredStopAtLevel=1";

  private final HttpClient client = HttpClient.newHttpClient();

  /** Not JUnit's: root's is closed to the user that the server runs as. */
  private static Path home;

  private static PostgresServer server;

  @TempDir Path folder;
  private String storage;
  private Path config;

  @BeforeAll
  static void startServer() throws Exception {
    if (!Files.isDirectory(Path.of("/usr/lib/postgresql"))) {
      Peers.missing("postgresql");
    }
    home = Files.createTempDirectory("gatehouse-engine-postgres");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    server = PostgresServer.startSmall(home.resolve("server"));
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
    if (home != null) {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @BeforeEach
  void configure(TestInfo test) throws Exception {
    storage = server.storage(test.getTestMethod().orElseThrow().getName().split("_", 2)[0]);
    config = folder.resolve("site.yaml");
    write(storage);
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  private void write(String where) throws IOException {
    Files.writeString(
        config,
        """
        site: north-gate
        data: %s
        %sserver: { bind: 127.0.0.1, port: 0 }
        destinations: [ { type: file, name: lines, folder: %s } ]
        """
            .formatted(folder.resolve("data"), where, folder.resolve("lines")));
  }

  private EngineProcess start() throws Exception {
    return EngineProcess.start(config, folder, "unused", BRIEF, ENVIRONMENT);
  }

  private int gatehouse(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    ProcessBuilder builder = Launcher.prepare(all);
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("GATEHOUSE_ENGINE_OPTS", BRIEF);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("command.log").toFile())
        .start()
        .waitFor();
  }

  private int testEvent(URI engine) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(engine.resolve("api/v1/destinations/lines/test"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private long events(URI engine) throws IOException, InterruptedException {
    String text =
        client
            .send(
                HttpRequest.newBuilder(engine.resolve("api/v1/events?limit=100")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    long tests = 0;
    for (JsonNode item : new ObjectMapper().readTree(text).path("items")) {
      tests += item.path("type").asText().startsWith("org.gatehouse.delivery.test") ? 1 : 0;
    }
    return tests;
  }

  private long lines() throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("lines"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines +=
            Files.readString(file).lines().filter(line -> line.contains("delivery.test")).count();
      }
    }
    return lines;
  }

  @Test
  void engine_whoseDatabaseCrashes_losesNothingAndGoesOn() throws Exception {
    try (EngineProcess engine = start()) {
      assertThat(testEvent(engine.url())).isEqualTo(ACCEPTED);
      server.crashAndStart();
      assertThat(testEvent(engine.url())).isEqualTo(ACCEPTED);
      assertThat(events(engine.url())).isEqualTo(2);
      for (int tenths = 0; tenths < 300 && lines() < 2; tenths++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(lines()).isEqualTo(2);
    }
    assertThat(folder.resolve("data/events.db")).doesNotExist();
    assertThat(Files.readString(folder.resolve("engine.log")))
        .doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void migrate_ofAFolder_isDoneOnceAndTheEngineGoesOnWithIt() throws Exception {
    write("");
    try (EngineProcess engine = start()) {
      assertThat(testEvent(engine.url())).isEqualTo(ACCEPTED);
    }
    write(storage);
    assertThat(gatehouse("store", "migrate", "sqlite->postgres"))
        .as(Files.readString(folder.resolve("command.log")))
        .isZero();
    assertThat(Files.readString(folder.resolve("command.log"))).contains("migrated.");
    assertThat(gatehouse("store", "migrate", "sqlite->postgres")).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("command.log"))).contains("already");
    try (EngineProcess engine = start()) {
      assertThat(events(engine.url())).isEqualTo(1);
      assertThat(testEvent(engine.url())).isEqualTo(ACCEPTED);
      assertThat(events(engine.url())).isEqualTo(2);
    }
  }

  @Test
  void commands_besideTheServer_useIt() throws Exception {
    assertThat(gatehouse("users", "add", "alice", "--role", "guard")).isZero();
    assertThat(gatehouse("audit", "verify")).isZero();
    assertThat(Files.readString(folder.resolve("command.log"))).contains("1 to 1 (1)");
    Path sheet = Files.writeString(folder.resolve("list.csv"), "plate,kind\n京A12345,allow\n");
    assertThat(gatehouse("lists", "import", sheet.toString(), "--apply")).isZero();
    assertThat(gatehouse("upgrade")).isZero();
    assertThat(Files.readString(folder.resolve("command.log")))
        .contains("PostgreSQL at 127.0.0.1", "version 4", "nothing to do");
    assertThat(gatehouse("backup", folder.resolve("backup").toString())).isZero();
    assertThat(Files.readString(folder.resolve("command.log"))).contains("pg_dump");
    assertThat(folder.resolve("data/accounts.db")).doesNotExist();
  }
}
