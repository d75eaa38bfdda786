package org.gatehouse.bench.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.contract.storage.DatabaseServer;

/**
 * Debian's PostgreSQL on a port of this machine, with its data in a folder that it may keep. It
 * refuses to run as root, so the folder is its user's then.
 */
public final class PostgresServer implements AutoCloseable {
  /** Environment variable with the password, for the engine. */
  public static final String PASSWORD_VARIABLE = "GATEHOUSE_BENCH_POSTGRES";

  /** The password of its user. */
  public static final String PASSWORD = "bench-only";

  /** Where the store's tables are. */
  static final String SCHEMA = "gatehouse";

  private static final String USER = "gatehouse";
  private static final String DATABASE = "postgres";

  /** A quarter of a small machine's memory, as its documentation advises. */
  private static final String USUAL =
      " -c shared_buffers=2GB -c max_wal_size=4GB -c maintenance_work_mem=512MB";

  /** A crash spoils what is made then. */
  private static final String QUICK =
      " -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final int SECONDS = 60;

  private final Path bin;
  private final Path folder;
  private final int port;
  private final String options;

  private PostgresServer(Path bin, Path folder, int port, String options) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
    this.options = options;
  }

  /** Starts it on what is in the folder, as a site would. */
  static PostgresServer start(Path folder) throws IOException, InterruptedException {
    return start(folder, USUAL);
  }

  /** With its own settings, for a test. */
  public static PostgresServer startSmall(Path folder) throws IOException, InterruptedException {
    return start(folder, "");
  }

  /** To be filled, which no crash may interrupt. */
  static PostgresServer startToFill(Path folder) throws IOException, InterruptedException {
    return start(folder, USUAL + QUICK);
  }

  /** Makes a database there if there is none. */
  private static PostgresServer start(Path folder, String options)
      throws IOException, InterruptedException {
    PostgresServer server = new PostgresServer(programs(), folder, freePort(), options);
    if (!Files.isDirectory(folder.resolve("data"))) {
      server.make();
    }
    server.run();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path programs() throws IOException {
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        Path found =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (found != null) {
          return found;
        }
      }
    }
    throw new BenchFailure("PostgreSQL is not installed: apt-get install postgresql");
  }

  private void make() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (root()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    execute(
        "initdb",
        "--auth=scram-sha-256",
        "--username=" + USER,
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "-D",
        data());
  }

  private void run() throws IOException, InterruptedException {
    execute(
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=" + SECONDS,
        "--log=" + folder.resolve("server.log"),
        "-D",
        data(),
        "-o",
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + folder
            + options);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private void execute(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path log = folder.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(2L * SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new BenchFailure(program + " failed:\n" + Launcher.tail(log, 12));
    }
  }

  /** As after a crash: what was not committed is gone, and nobody is asked to leave. */
  public void crashAndStart() throws IOException, InterruptedException {
    execute("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", data());
    run();
  }

  /** What a site's configuration says of it. */
  String storage() {
    return storage(SCHEMA);
  }

  /** The same for a site with a schema of its own. */
  public String storage(String schema) {
    return "storage: { postgres: { port: %d, database: %s, schema: %s, password: \"env:%s\" } }%n"
        .formatted(port, DATABASE, schema, PASSWORD_VARIABLE);
  }

  /** The same for who opens a store in this process. */
  DataPlace place(Path files) {
    return new DataPlace(
        files,
        new DatabaseServer(
            "127.0.0.1",
            port,
            DATABASE,
            SCHEMA,
            USER,
            Secret.of(PASSWORD),
            DatabaseServer.Encryption.OFF,
            null));
  }

  /** Where it keeps its data, and may read files. */
  Path folder() {
    return folder;
  }

  /** For a connection of one's own. */
  String address() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, DATABASE, USER, PASSWORD);
  }

  @Override
  public void close() {
    try {
      execute("pg_ctl", "stop", "--wait", "--mode=fast", "-D", data());
    } catch (IOException e) {
      throw new BenchFailure("PostgreSQL does not stop: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
