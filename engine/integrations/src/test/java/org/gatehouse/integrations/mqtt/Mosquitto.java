package org.gatehouse.integrations.mqtt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.integrations.Peers;

/** Debian's broker, in its own process. */
final class Mosquitto implements AutoCloseable {
  private static final String PROGRAM = "/usr/sbin/mosquitto";

  private final int port;
  private final Path folder;
  private final String rights;
  private Process process;

  private Mosquitto(Path folder, int port, String rights, Process process) {
    this.folder = folder;
    this.port = port;
    this.rights = rights;
    this.process = process;
  }

  /**
   * Starts it; without it the test is skipped, or fails on CI.
   *
   * @param rights lines of its list of who may do what; everybody may do everything without any
   */
  static Mosquitto start(Path folder, String... rights) throws IOException, InterruptedException {
    if (!Peers.has(PROGRAM)) {
      Peers.missing("mosquitto is not installed: apt-get install mosquitto");
    }
    int port = Peers.freePort();
    String list = "";
    if (rights.length > 0) {
      Path file = Files.write(folder.resolve("mosquitto.acl"), List.of(rights));
      // Started by root it would be somebody else, who must not read that folder.
      list = "user root\nacl_file " + file + "\n";
    }
    return new Mosquitto(folder, port, list, run(folder, port, list));
  }

  private static Process run(Path folder, int port, String rights)
      throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\n" + rights);
    Path log = folder.resolve("mosquitto.log");
    Process process =
        new ProcessBuilder(List.of(PROGRAM, "-c", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Peers.awaitPort(port, process, log);
    return process;
  }

  URI url() {
    return URI.create("mqtt://127.0.0.1:" + port);
  }

  int port() {
    return port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void again() throws IOException, InterruptedException {
    process = run(folder, port, rights);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
