package org.gatehouse.server.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.StorageProvider;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.runtime.retention.HoldBook;
import org.gatehouse.server.audit.AuditCheck;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.sitekey.SiteKey;
import org.gatehouse.server.wiring.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Backup while an engine runs and writes, restore, upgrade: by the commands, on real stores. */
@Timeout(120)
class BackupTest {
  private static final CameraId GATE = new CameraId("gate-1");

  @TempDir private Path folder;
  private Path config = Path.of("");
  private Path backup = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void write() throws IOException {
    backup = folder.resolve("backup");
    Path site = Files.createDirectories(folder.resolve("site"));
    Path secrets = Files.createDirectories(site.resolve("site.d/secrets"));
    Files.writeString(secrets.resolve("gate-1.txt"), "very-secret");
    Files.writeString(site.resolve("site.d/journal.jsonl"), "{}\n");
    Path zones = Files.createDirectories(site.resolve("site.d/zones/versions"));
    Files.writeString(zones.resolve("gone@1.yaml"), "version: 1\n");
    config =
        Files.writeString(
            site.resolve("site.yaml"), "site: north\ndata: ./data\nserver: { port: 0 }\n");
  }

  private int run(Object... words) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new BackupCommand())
            .addSubcommand(new RestoreCommand())
            .addSubcommand(new UpgradeCommand());
    line.setOut(new PrintWriter(output));
    line.setErr(new PrintWriter(errors));
    int code = Cli.execute(line, Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    out = output.toString();
    err = errors.toString();
    return code;
  }

  private static Engine engine(Path config) {
    return Engine.start(new SiteFile().read(config), config);
  }

  private static void store(Engine engine, int n) {
    Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    UUID id = new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | n);
    try {
      Snapshot snapshot = engine.snapshots().write(id, "crop", new byte[] {1, 2, (byte) n});
      EventDetail detail = new EventDetail.FaceSnapshot(time, time, time.plusSeconds(1));
      engine.events().append(new Event(id, "north", GATE, time, detail, List.of(snapshot)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void record(Engine engine, Path config) throws IOException {
    Path day = config.resolveSibling("data/recordings/gate-1/2026-03-01");
    Files.createDirectories(day);
    for (String time : List.of("100000.000", "110000.000", "120000.000")) {
      Files.writeString(day.resolve("gate-1_main_20260301T" + time + "Z.mp4"), "video " + time);
    }
    assertThat(engine.site()).isEqualTo("north");
  }

  /** While events are written all the time. */
  private int backupWhileWriting(Engine engine, Object... options) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    store(engine, 1000 + written.incrementAndGet());
                  }
                });
    while (written.get() < 20) {
      Thread.onSpinWait();
    }
    List<Object> words = new ArrayList<>(List.of("backup", backup, "--config", config));
    words.addAll(List.of(options));
    int code = run(words.toArray());
    stop.set(true);
    writer.join();
    return code;
  }

  private static List<StoredEvent> events(Engine engine) {
    return engine.events().after(0, 100_000);
  }

  @Test
  void backup_whileTheEngineWrites_restoresToASiteInWhichEveryEventHasItsPicture()
      throws Exception {
    Hold hold;
    try (Engine engine = engine(config)) {
      for (int n = 0; n < 5; n++) {
        store(engine, n);
      }
      record(engine, config);
      HoldBook holds = engine.retention().holds();
      hold =
          holds.place(
              holds.propose(
                  GATE,
                  Instant.now().minusSeconds(60),
                  Instant.now(),
                  "Li Na",
                  "case 7",
                  Instant.now().plus(Duration.ofDays(9))));
      assertThat(
              backupWhileWriting(
                  engine,
                  "--recordings",
                  "--from",
                  "2026-03-01T10:30Z",
                  "--to",
                  "2026-03-01T11:30Z"))
          .as(err)
          .isZero();
    }
    assertThat(err).contains("100 %");
    assertThat(out).contains("site.d/secrets/gate-1.txt");
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    Path moved = folder.resolve("new-home/site.yaml");
    assertThat(run("restore", backup, "--config", moved)).as(err).isZero();
    assertThat(out).contains("put back by hand", "site.d/secrets/gate-1.txt");
    assertThat(moved.resolveSibling("site.d/journal.jsonl")).exists();
    assertThat(moved.resolveSibling("site.d/zones/versions/gone@1.yaml")).hasContent("version: 1");
    assertThat(moved.resolveSibling("site.d/secrets")).doesNotExist();
    assertThat(moved.resolveSibling("data/logins.key")).exists();
    assertThat(moved.resolveSibling("data/recordings/gate-1/2026-03-01"))
        .isDirectoryContaining("glob:**T110000.000Z.mp4")
        .isDirectoryNotContaining("glob:**T100000.000Z.mp4");

    try (Engine restored = engine(moved)) {
      List<StoredEvent> events = events(restored);
      assertThat(events).hasSizeGreaterThanOrEqualTo(24);
      for (StoredEvent stored : events) {
        assertThat(restored.snapshots().read(stored.event().id(), "crop")).hasSize(3);
      }
      assertThat(restored.retention().holds().active()).containsExactly(hold);
    }
  }

  @Test
  void backup_whileSomebodyIsNoted_restoresAWholeAuditLogWithItsHead() throws Exception {
    try (Engine engine = engine(config)) {
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!stop.get()) {
                      engine.audit().note("login", "alice", "duty", Map.of());
                    }
                  });
      assertThat(run("backup", backup, "--config", config)).as(err).isZero();
      stop.set(true);
      writer.join();
    }
    Path moved = folder.resolve("new-home/site.yaml");
    assertThat(run("restore", backup, "--config", moved)).as(err).isZero();
    Path data = moved.resolveSibling("data");
    try (AuditStore rows =
        ServiceLoader.load(StorageProvider.class)
            .findFirst()
            .orElseThrow()
            .audit(DataPlace.of(data))) {
      assertThat(AuditCheck.check(rows, data, SiteKey.in(data).open(), null).faults()).isEmpty();
    }
    assertThat(Files.getPosixFilePermissions(data.resolve("audit.db"))).hasSize(2);
    assertThat(data.resolve("accounts.db")).exists();
    assertThat(data.resolve("lists.db")).exists();
    assertThat(data.resolve("gates.db")).exists();
  }

  @Test
  void restore_dataFolderThatHoldsSomething_isLeftAlone() throws Exception {
    try (Engine engine = engine(config)) {
      store(engine, 1);
      assertThat(run("backup", backup, "--config", config)).isZero();
    }
    assertThat(run("restore", backup, "--config", config)).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("is not empty", "--into");

    Path other = folder.resolve("other");
    assertThat(run("restore", backup, "--config", config, "--into", other)).as(err).isZero();
    assertThat(other.resolve("events.db")).exists();
    assertThat(other.resolve(".restoring")).doesNotExist();
    assertThat(run("backup", backup, "--config", config)).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("is not empty");
  }

  @Test
  void restore_changedOrMissingFileOrNoManifest_isRefusedAndNothingIsWritten() throws Exception {
    try (Engine engine = engine(config)) {
      store(engine, 1);
      assertThat(run("backup", backup, "--config", config)).isZero();
    }
    Path into = folder.resolve("into");
    Path log = backup.resolve("data/events.db");
    byte[] right = Files.readAllBytes(log);
    byte[] wrong = right.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(log, wrong);
    assertThat(run("restore", backup, "--config", config, "--into", into))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("damaged", "data/events.db (changed)");

    Files.delete(log);
    assertThat(run("restore", backup, "--config", config, "--into", into))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("data/events.db (missing)");

    Files.write(log, right);
    Path manifest = backup.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("data/events.db", "../../events.db"));
    assertThat(run("restore", backup, "--config", config, "--into", into))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("outside of the backup");

    Files.writeString(manifest, "{");
    assertThat(run("restore", backup, "--config", config, "--into", into))
        .isEqualTo(ExitCode.REFUSED);
    Files.delete(manifest);
    assertThat(run("restore", backup, "--config", config, "--into", into))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("not finished");
    assertThat(into).doesNotExist();
  }

  @Test
  void restore_thatWasInterrupted_isRefusedByTheEngine() throws Exception {
    Path data = Files.createDirectories(config.resolveSibling("data"));
    Files.createFile(data.resolve(".restoring"));
    assertThat(catchThrowable(() -> engine(config)))
        .hasMessageContaining("was not restored to its end");
  }

  private void sql(String... statements) throws SQLException {
    Path file = config.resolveSibling("data/events.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void upgrade_olderStores_areCopiedAndBroughtUpToDate_butOnlyWhileNoEngineRuns() throws Exception {
    try (Engine engine = engine(config)) {
      store(engine, 1);
      assertThat(run("upgrade", "--config", config)).isZero();
      assertThat(out).contains("nothing to do");
    }
    sql(
        "DROP INDEX events_by_time",
        "DROP INDEX deliveries_by_event",
        "DROP INDEX events_by_camera",
        "DROP TABLE reads",
        "DROP TABLE reads_index",
        "DROP TABLE read_hours",
        "DROP INDEX events_by_type",
        "PRAGMA user_version = 1");
    assertThat(catchThrowable(() -> engine(config))).hasMessageContaining("./gatehouse upgrade");

    assertThat(run("upgrade", "--config", config, "--plan")).isZero();
    assertThat(out).contains("events.db: version 1, this Gatehouse writes 7", "would be upgraded");
    assertThat(run("upgrade", "--config", config)).as(err).isZero();
    assertThat(out).contains("before-upgrade-");
    assertThat(config.resolveSibling("data"))
        .isDirectoryRecursivelyContaining("glob:**/before-upgrade-*/events.db");
    try (Engine engine = engine(config)) {
      assertThat(events(engine)).hasSize(1);
      sql("PRAGMA user_version = 2");
      assertThat(run("upgrade", "--config", config)).isEqualTo(ExitCode.REFUSED);
      assertThat(err).contains("is used by another engine");
      sql("PRAGMA user_version = 7");
    }
  }

  @Test
  void upgradeAndBackup_newerStores_areRefusedAndLeftAsTheyAre() throws Exception {
    try (Engine engine = engine(config)) {
      store(engine, 1);
    }
    sql("PRAGMA user_version = 99");
    assertThat(run("upgrade", "--config", config)).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("newer Gatehouse", "99", "nothing was changed");
    assertThat(run("backup", backup, "--config", config)).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("newer Gatehouse");
    assertThat(backup).doesNotExist();
  }

  @Test
  void commands_badInput_saysWhatIsWrong() {
    Path none = folder.resolve("none.yaml");
    assertThat(run("backup", backup, "--config", none)).isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("there is no such file");
    assertThat(run("backup", backup, "--config", config, "--from", "2026-01-01T00:00Z"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("belong to --recordings");
    assertThat(run("backup", backup, "--config", config, "--recordings", "--from", "noon"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("--from", "noon");
    assertThat(run("restore", folder.resolve("nowhere"), "--config", config))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err).contains("is no backup");
  }
}
