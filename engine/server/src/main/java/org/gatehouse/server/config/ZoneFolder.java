package org.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.server.config.bind.Checker;
import org.gatehouse.server.config.bind.Checker.Complaints;
import org.gatehouse.server.config.bind.Keys;
import org.gatehouse.server.config.bind.Scalars;
import org.gatehouse.server.config.bind.YamlBinder;

/**
 * The files of {@code site.d/zones}, one for each camera on whose picture something was drawn. What
 * they say is said of the camera as if its own keys did; what is said twice is a mistake.
 * Immutable.
 */
public final class ZoneFolder {
  private static final String SUFFIX = ".yaml";

  private final Path folder;
  private final Map<CameraId, ZonesConfig> zones;

  private ZoneFolder(Path folder, Map<CameraId, ZonesConfig> zones) {
    this.folder = folder;
    this.zones = Map.copyOf(zones);
  }

  /** The file of a camera, beside the site's file in {@code folder}. */
  public static Path file(Path folder, CameraId camera) {
    return in(folder).resolve(camera + SUFFIX);
  }

  /** The folder of these files, beside the site's file in {@code folder}. */
  public static Path in(Path folder) {
    return folder.resolve(OpenSite.FOLDER).resolve("zones");
  }

  /**
   * Reads them all.
   *
   * @param siteFile as messages shall name what lies beside it
   * @throws ConfigException naming every mistake of every file
   */
  static ZoneFolder read(Path siteFile, Scalars scalars) {
    Path parent = siteFile.getParent();
    Path folder = in(parent == null ? Path.of("") : parent);
    Map<CameraId, ZonesConfig> zones = new HashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        zones.put(camera(file), zones(file, scalars));
      } catch (ConfigException e) {
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new ConfigException(String.join("\n", mistakes));
    }
    return new ZoneFolder(folder, zones);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigException(folder + ": cannot be listed: " + e, e);
    }
  }

  private static CameraId camera(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (name.endsWith(SUFFIX)) {
        return new CameraId(name.substring(0, name.length() - SUFFIX.length()));
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + ": " + e.getMessage(), e);
    }
    throw new ConfigException(
        file + ": expected a file that is called as a camera, with .yaml behind; remove this one");
  }

  private static ZonesConfig zones(Path file, Scalars scalars) {
    return new YamlBinder(file.toString(), scalars, List.of(), new VersionCheck())
        .read(SiteFile.text(file), ZonesConfig.class);
  }

  /** What must hold in such a file beyond the form of its values. */
  private static final class VersionCheck implements Checker {
    @Override
    public void checkKey(Class<?> record, String key, Object value, Complaints complaints) {
      if (key.equals("version") && (int) value < 1) {
        complaints.about(key, "expected 1 or more, but saw " + value);
      }
    }

    @Override
    public void check(Object value, Complaints complaints) {}
  }

  /** As if these had been saved. */
  ZoneFolder with(CameraId camera, ZonesConfig saved) {
    Map<CameraId, ZonesConfig> more = new HashMap<>(zones);
    more.put(camera, saved);
    return new ZoneFolder(folder, more);
  }

  /** How many files there are. */
  public int count() {
    return zones.size();
  }

  /** What was drawn of a camera. */
  public ZonesConfig of(CameraId camera) {
    return zones.getOrDefault(camera, ZonesConfig.NONE);
  }

  /** The camera with what was drawn on its picture. */
  CameraConfig merged(CameraConfig camera) {
    ZonesConfig drawn = zones.get(camera.id());
    return drawn == null ? camera : camera.with(drawn);
  }

  /** Complains of what stands at the camera and in its file, too. */
  void check(CameraConfig camera, Complaints complaints) {
    ZonesConfig drawn = of(camera.id());
    List<String> twice = ZonesConfig.of(camera).keys();
    twice.retainAll(drawn.keys());
    Path file = folder.resolve(camera.id() + SUFFIX);
    for (String key : twice) {
      complaints.about(
          key.equals(ZonesConfig.MASK_AREAS) ? key : "analytics",
          "camera %s: '%s' is set here and in %s; keep it in one of both"
              .formatted(camera.id(), key, file));
    }
    List<String> ofLanes = drawn.without(List.of(ZonesConfig.MASK_AREAS)).keys();
    if (camera.analytics() == null && !ofLanes.isEmpty()) {
      complaints.about(
          "analytics",
          "camera %s is not analysed, but %s sets %s: analyse it, or take that out"
              .formatted(camera.id(), file, String.join(", ", ofLanes)));
    }
  }

  /**
   * A mask in a file with a misspelt name would hold nowhere.
   *
   * @throws ConfigException naming files that are of no camera
   */
  void checkOwners(Collection<CameraConfig> cameras) {
    Set<String> ids =
        cameras.stream().map(camera -> camera.id().value()).collect(Collectors.toSet());
    String lost =
        new TreeMap<>(zones.keySet().stream().collect(Collectors.toMap(CameraId::value, id -> id)))
            .keySet().stream()
                .filter(id -> !ids.contains(id))
                .map(id -> stray(id, ids))
                .collect(Collectors.joining("\n"));
    if (!lost.isEmpty()) {
      throw new ConfigException(lost);
    }
  }

  private String stray(String id, Set<String> ids) {
    return folder.resolve(id + SUFFIX)
        + ": there is no camera '"
        + id
        + "'"
        + Keys.nearest(id, ids).map(near -> "; did you mean '" + near + "'?").orElse("")
        + "; rename the file or remove it";
  }
}
