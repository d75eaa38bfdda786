package org.gatehouse.server.zones;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.config.ZonesConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads and saves what is drawn on cameras' pictures. Nothing is saved with which the site could
 * not be read any more. Calls wait for the disk; thread-safe.
 */
public final class ZoneDesk {
  private final Path file;
  private final SiteFile reader;
  private final Supplier<Instant> clock;

  /**
   * Of a site.
   *
   * @param file the site's file, which is never written
   */
  public ZoneDesk(Path file, SiteFile reader, Supplier<Instant> clock) {
    this.file = file;
    this.reader = reader;
    this.clock = clock;
  }

  /** What holds of a camera. */
  public DrawnZones read(CameraId camera) throws ZoneRefusal {
    try {
      return drawn(open(), camera);
    } catch (IOException e) {
      throw notWritten("cannot be read", e);
    }
  }

  /**
   * What {@link #save} would change, if it could be saved now; changes nothing.
   *
   * @param tag of the state that it was drawn on
   */
  public DrawnZones check(CameraId camera, ZonesConfig wanted, String tag) throws ZoneRefusal {
    try {
      DrawnZones before = drawn(open(), camera);
      fitting(camera, wanted, tag, before);
      return before;
    } catch (IOException e) {
      throw notWritten("cannot be read", e);
    }
  }

  /**
   * Saves what was drawn; the engine follows it as it follows any change of the site.
   *
   * @param tag of the state that it was drawn on
   * @param user who drew it, for the journal
   */
  public synchronized DrawnZones save(CameraId camera, ZonesConfig wanted, String tag, String user)
      throws ZoneRefusal {
    try {
      Path folder = Files.createDirectories(folder().resolve(OpenSite.FOLDER));
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new ZoneRefusal(
              ZoneRefusal.Kind.SITE_BROKEN,
              folder + " is being changed by another command; save again in a moment");
        }
        return saved(camera, wanted, tag, user);
      }
    } catch (IOException e) {
      throw notWritten("cannot be written", e);
    }
  }

  private DrawnZones saved(CameraId camera, ZonesConfig wanted, String tag, String user)
      throws ZoneRefusal, IOException {
    DrawnZones before = drawn(open(), camera);
    ZonesConfig own = fitting(camera, wanted, tag, before);
    new ZoneFiles(folder(), camera).save(own, before.zones().version(), clock.get(), user);
    return drawn(open(), camera);
  }

  /** What is to be written, if it may be. */
  private ZonesConfig fitting(CameraId camera, ZonesConfig wanted, String tag, DrawnZones before)
      throws ZoneRefusal {
    if (!before.tag().equals(tag)) {
      throw new ZoneRefusal(
          ZoneRefusal.Kind.STALE,
          "camera %s: its zones were changed meanwhile, to version %d"
              .formatted(camera, before.zones().version()));
    }
    for (Map.Entry<String, String> fixed : before.fixed().entrySet()) {
      String key = fixed.getKey();
      if (!Objects.equals(wanted.value(key), before.zones().value(key))) {
        throw new ZoneRefusal(
            ZoneRefusal.Kind.FIXED,
            "camera %s: '%s' stands in %s: change it there, or take it out there to draw it here"
                .formatted(camera, key, fixed.getValue()));
      }
    }
    ZonesConfig own = wanted.without(List.copyOf(before.fixed().keySet()));
    checkFits(camera, own.numbered(before.zones().version() + 1));
    return own;
  }

  private void checkFits(CameraId camera, ZonesConfig zones) throws ZoneRefusal {
    try {
      reader.read(file, camera, zones);
    } catch (ConfigException e) {
      throw new ZoneRefusal(ZoneRefusal.Kind.UNFIT, String.valueOf(e.getMessage()));
    }
  }

  private OpenSite open() throws ZoneRefusal {
    try {
      return reader.open(file);
    } catch (ConfigException e) {
      throw new ZoneRefusal(
          ZoneRefusal.Kind.SITE_BROKEN,
          "the site's files hold a mistake, correct it first: " + e.getMessage());
    }
  }

  private DrawnZones drawn(OpenSite site, CameraId camera) throws ZoneRefusal, IOException {
    ZonesConfig own = site.zones().of(camera);
    CameraConfig base = find(site.base().cameras(), camera);
    CameraConfig applied = base == null ? find(applied(site), camera) : null;
    CameraConfig config = base == null ? applied : base;
    if (config == null) {
      throw ZoneRefusal.unknown(camera);
    }
    Path where = base == null ? site.appliedFile() : file;
    ZonesConfig there = ZonesConfig.of(config);
    Map<String, String> fixed = new LinkedHashMap<>();
    there.keys().forEach(key -> fixed.put(key, String.valueOf(where.getFileName())));
    return new DrawnZones(there.over(own), fixed, new ZoneFiles(folder(), camera).tag(there));
  }

  private static List<CameraConfig> applied(OpenSite site) throws ZoneRefusal {
    try {
      return site.applied();
    } catch (ConfigException e) {
      throw new ZoneRefusal(ZoneRefusal.Kind.SITE_BROKEN, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable CameraConfig find(List<CameraConfig> cameras, CameraId id) {
    return cameras.stream().filter(camera -> camera.id().equals(id)).findFirst().orElse(null);
  }

  private Path folder() {
    return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
  }

  private static ZoneRefusal notWritten(String what, IOException e) {
    return new ZoneRefusal(
        ZoneRefusal.Kind.NOT_WRITTEN, "the site's folder " + what + ": " + e.getMessage());
  }
}
