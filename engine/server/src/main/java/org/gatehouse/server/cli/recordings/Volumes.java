package org.gatehouse.server.cli.recordings;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.VolumeCheck;
import org.gatehouse.server.Installed;
import org.gatehouse.server.config.SiteConfig;
import org.jspecify.annotations.Nullable;

/** Where a site's recordings lie, and what can read them. */
final class Volumes {
  private Volumes() {}

  /** The folders with recordings. */
  static List<Path> of(SiteConfig site) {
    List<Path> volumes = site.recording().volumes();
    return volumes.isEmpty()
        ? List.of(site.data().toAbsolutePath().normalize().resolve("recordings"))
        : volumes.stream().map(volume -> volume.toAbsolutePath().normalize()).toList();
  }

  static VolumeCheck check() {
    return Installed.one(VolumeCheck.class);
  }

  /**
   * The camera that an option names.
   *
   * @throws ConfigException if that is no name of a camera
   */
  static CameraId camera(String id) {
    try {
      return new CameraId(id);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("--camera: " + e.getMessage(), e);
    }
  }

  static @Nullable CameraId cameraOrAll(@Nullable String id) {
    return id == null ? null : camera(id);
  }
}
