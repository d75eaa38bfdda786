package org.gatehouse.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Writes the configuration of an engine that takes a fleet's cameras. */
public final class FleetSite {
  private static final String WRONG = FleetPlan.PASSWORD + "-wrong";

  private final Path folder;

  /** Writes into a folder that exists. */
  public FleetSite(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the file.
   *
   * @param record {@code off} or {@code continuous}
   * @param wrongLogins ids of cameras whose password is told wrongly
   */
  public Path write(
      List<FleetCameraInfo> cameras, Path data, String record, Set<String> wrongLogins)
      throws IOException {
    secret("right.txt", FleetPlan.PASSWORD);
    secret("wrong.txt", WRONG);
    StringBuilder text = new StringBuilder();
    text.append("site: bench\ndata: \"").append(data.toAbsolutePath()).append("\"\n");
    text.append("server: { bind: 127.0.0.1, port: 0 }\ncameras:\n");
    for (FleetCameraInfo camera : cameras) {
      text.append("  - id: ").append(camera.id()).append("\n    url: ").append(camera.url());
      text.append("\n    record: \"").append(record).append("\"\n");
      if (camera.login()) {
        String file = wrongLogins.contains(camera.id()) ? "wrong.txt" : "right.txt";
        text.append("    username: ").append(FleetPlan.USER);
        text.append("\n    password: \"file:").append(file).append("\"\n");
      }
    }
    return Files.writeString(folder.resolve("site.yaml"), text);
  }

  private void secret(String name, String value) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
