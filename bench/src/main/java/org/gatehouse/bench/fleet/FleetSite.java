package org.gatehouse.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Writes the configuration of an engine that takes a fleet's cameras. */
public final class FleetSite {
  private static final String WRONG = FleetPlan.PASSWORD + "-wrong";

  private final Path folder;
  private final List<String> recording = new ArrayList<>();

  /** 0 for the engine's own choice. */
  private int pictureEvery;

  /** Writes into a folder that exists. */
  public FleetSite(Path folder) {
    this.folder = folder;
  }

  /**
   * Holds recordings below a quota.
   *
   * @param size such as {@code 15GB}
   */
  public FleetSite quota(String size) {
    recording.add("quota: " + size);
    return this;
  }

  /**
   * Forces recordings to disk that often.
   *
   * @param seconds 1 to 60
   */
  public FleetSite sync(int seconds) {
    recording.add("sync: " + seconds + "s");
    return this;
  }

  /**
   * Looks at each camera's picture that often.
   *
   * @param seconds 2 to 60
   */
  public FleetSite pictureEvery(int seconds) {
    pictureEvery = seconds;
    return this;
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
    return write(cameras, data, record, wrongLogins, camera -> List.of());
  }

  /**
   * Writes the file, with more for some cameras.
   *
   * @param more the further keys of a camera, each as {@code key: value}
   */
  public Path write(
      List<FleetCameraInfo> cameras,
      Path data,
      String record,
      Set<String> wrongLogins,
      Function<FleetCameraInfo, List<String>> more)
      throws IOException {
    secret("right.txt", FleetPlan.PASSWORD);
    secret("wrong.txt", WRONG);
    StringBuilder text = new StringBuilder();
    text.append("site: bench\ndata: \"").append(data.toAbsolutePath()).append("\"\n");
    text.append("server: { bind: 127.0.0.1, port: 0 }\n");
    if (!recording.isEmpty()) {
      text.append("recording: { ").append(String.join(", ", recording)).append(" }\n");
    }
    if (pictureEvery > 0) {
      text.append("picture-health: { every: ").append(pictureEvery).append("s }\n");
    }
    text.append("cameras:\n");
    for (FleetCameraInfo camera : cameras) {
      text.append("  - id: ").append(camera.id()).append("\n    url: ").append(camera.url());
      text.append("\n    record: \"").append(record).append("\"\n    keep-open: true\n");
      if (camera.login()) {
        String file = wrongLogins.contains(camera.id()) ? "wrong.txt" : "right.txt";
        text.append("    username: ").append(FleetPlan.USER);
        text.append("\n    password: \"file:").append(file).append("\"\n");
      }
      more.apply(camera).forEach(key -> text.append("    ").append(key).append('\n'));
    }
    return Files.writeString(folder.resolve("site.yaml"), text);
  }

  /**
   * Writes a secret's file for its owner alone; it appears as a whole.
   *
   * @param name below the folder
   */
  public void secret(String name, String value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, value);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
