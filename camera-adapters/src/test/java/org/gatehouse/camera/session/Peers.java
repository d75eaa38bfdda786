package org.gatehouse.camera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The foreign programs of one test; all end with it. */
final class Peers implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  /** Skips where a peer is missing, unless a build server promised that none is. */
  static void need(boolean present, String peer) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("CI=true, but %s is missing", peer).isTrue();
    }
    assumeTrue(present, "skipped: " + peer + " is missing");
  }

  /** An even UDP port whose neighbours are most likely free as well. */
  static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() & ~1;
    }
  }

  /** A script beside this class. */
  static Path script(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Peers.class.getResource(name)).toURI());
  }

  /** Starts a program; its errors go nowhere. */
  Process start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process;
  }

  /** Whether the program is there and ends well within a minute. */
  boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      processes.add(process);
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }
}
