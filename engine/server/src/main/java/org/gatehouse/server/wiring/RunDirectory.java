package org.gatehouse.server.wiring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Where the sockets between the engine and its workers lie. */
final class RunDirectory {
  /** Leaves room for the socket's own name in the 107 bytes of sockaddr_un (unix(7)). */
  private static final int LONGEST = 70;

  private RunDirectory() {}

  /** In the data folder; below the temporary folder where that path is too long for a socket. */
  static Path under(Path data) {
    Path beside = data.toAbsolutePath().normalize().resolve("run");
    byte[] path = beside.toString().getBytes(StandardCharsets.UTF_8);
    if (path.length <= LONGEST) {
      return beside;
    }
    UUID name = UUID.nameUUIDFromBytes(path);
    return Path.of(System.getProperty("java.io.tmpdir"), "gatehouse-" + name, "run");
  }
}
