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

/**
 * Debian's PostgreSQL on a port of this machine, with its data in a folder that it may keep. It
 * refuses to run as root, so the folder is its user's then.
 */
final class PostgresServer implements AutoCloseable {
  /** Environment variable with the password, for the engine. */
  static final String PASSWORD_VARIABLE = "GATEHOUSE_BENCH_POSTGRES";

  static final String PASSWORD = "bench-only";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final int SECONDS = 60;

  private final Path bin;
  private final Path folder;
  private final int port;

  private PostgresServer(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Starts it on what is in the folder; makes a database there if there is none. */
  static PostgresServer start(Path folder) throws IOException, InterruptedException {
    PostgresServer server = new PostgresServer(programs(), folder, freePort());
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
        "--username=gatehouse",
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
            // A quarter of a small machine's memory, as its documentation advises.
            + " -c shared_buffers=2GB -c max_wal_size=4GB -c maintenance_work_mem=512MB");
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

  /** What a site's configuration says of it. */
  String storage() {
    return "storage: { postgres: { port: %d, database: postgres, password: \"env:%s\" } }%n"
        .formatted(port, PASSWORD_VARIABLE);
  }

  int port() {
    return port;
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
