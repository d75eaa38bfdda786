package org.gatehouse.integrations.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.integrations.NodePackage;

/** A relay on the npm package {@code modbus-serial}; needs Node.js. */
final class ForeignRelay implements AutoCloseable {
  private final Process process;
  private final int port;
  private final BufferedReader said;
  private final PrintWriter tell;

  private ForeignRelay(Process process, int port) {
    this.process = process;
    this.port = port;
    said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    tell = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  static ForeignRelay start() throws Exception {
    NodePackage npm = NodePackage.install(Path.of("src/test/modbus"), "modbus-relay", "relay.mjs");
    int free;
    try (ServerSocket probe = new ServerSocket(0)) {
      free = probe.getLocalPort();
    }
    Process process =
        new ProcessBuilder("node", "relay.mjs", Integer.toString(free))
            .directory(npm.folder().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ForeignRelay relay = new ForeignRelay(process, free);
    relay.says("ready");
    return relay;
  }

  int port() {
    return port;
  }

  /** Waits for a line. */
  void says(String line) throws IOException {
    assertThat(said.readLine()).isEqualTo(line);
  }

  void input(int address, boolean on) {
    tell.println(address + (on ? " on" : " off"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
