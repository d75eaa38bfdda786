package org.gatehouse.storage.postgres;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.DatabaseServer;

/**
 * Debian's PostgreSQL, in its own process, on a free port of this machine and in a folder of its
 * own. Used by one thread.
 */
final class PostgresPeer implements AutoCloseable {
  static final String PASSWORD = "c4nary-postgres";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final int SECONDS = 60;
  private static int databases;

  private final Path bin;
  private final Path folder;
  private final int port;
  private Process process;

  private PostgresPeer(Path bin, Path folder, int port) throws IOException, InterruptedException {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
    process = run();
  }

  /** Starts it; without it the test is skipped, or fails on CI. */
  static PostgresPeer start() throws IOException, InterruptedException {
    Path bin = newest();
    // Not the test's own folder: root's is closed to the user that the server runs as.
    Path folder = Files.createTempDirectory("gatehouse-postgres");
    if (root()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    execute(
        folder,
        unprivileged(
            List.of(
                bin.resolve("initdb").toString(),
                "--auth=scram-sha-256",
                "--username=gatehouse",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
                folder.resolve("data").toString())));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      return new PostgresPeer(bin, folder, port);
    }
  }

  private static Path newest() throws IOException {
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        Path found =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Comparator.comparing(bin -> Integer.valueOf(bin.getName(3).toString())))
                .orElse(null);
        if (found != null) {
          return found;
        }
      }
    }
    String missing = "PostgreSQL is not installed: apt-get install postgresql";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    return abort(missing);
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  /** It refuses to run as root. */
  private static List<String> unprivileged(List<String> command) {
    List<String> all = new ArrayList<>();
    if (root()) {
      all.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    all.addAll(command);
    return all;
  }

  private static void execute(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(log));
    }
  }

  private Process run() throws IOException, InterruptedException {
    Path log = folder.resolve("server.log");
    Process started =
        new ProcessBuilder(
                unprivileged(
                    List.of(
                        bin.resolve("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=" + folder,
                        "-c",
                        "max_connections=60")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int tenths = 0; tenths < SECONDS * 10; tenths++) {
      try (Connection ready = connect("postgres")) {
        return started;
      } catch (SQLException notYet) {
        if (started.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new AssertionError("PostgreSQL does not start:\n" + Files.readString(log));
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "gatehouse", PASSWORD);
  }

  /** An empty database of its own. */
  DatabaseServer database() throws SQLException {
    String name = "site" + databases++;
    execute("postgres", "CREATE DATABASE " + name);
    return server(name, PASSWORD);
  }

  /** A database, with a password. */
  DatabaseServer server(String database, String password) {
    return new DatabaseServer(
        "127.0.0.1",
        port,
        database,
        "gatehouse",
        "gatehouse",
        Secret.of(password),
        DatabaseServer.Encryption.AUTO,
        null);
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As a crash of the server does: nothing is finished. */
  void crash() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Starts it anew, at the same port. */
  void again() throws IOException, InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        process = run();
        return;
      } catch (AssertionError e) {
        // What a killed server leaves of itself ends by itself, but not at once.
        if (tries == SECONDS || !String.valueOf(e.getMessage()).contains("shared memory block")) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // A fast stop, as by SIGINT, which the JDK cannot send; its own program can.
    execute(
        folder,
        unprivileged(
            List.of(
                bin.resolve("pg_ctl").toString(),
                "stop",
                "-m",
                "immediate",
                "-D",
                folder.resolve("data").toString())));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
