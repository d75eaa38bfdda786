package org.gatehouse.server.backup;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What must be known of a site's file to copy the site: no more of it is read, so that secrets need
 * not be at hand.
 *
 * @param volumes folders of recordings; empty if they lie below the data folder
 * @param hasServer whether what grows is kept in a database server
 */
public record SiteSketch(Path file, String site, Path data, List<Path> volumes, boolean hasServer) {
  private static final String DATA = "./data";

  /** Copies the list. */
  public SiteSketch {
    volumes = List.copyOf(volumes);
  }

  /**
   * Reads it.
   *
   * @throws ConfigException if the file is not there or is no mapping
   */
  public static SiteSketch read(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    Map<?, ?> root = mapping(file);
    return new SiteSketch(
        file,
        text(root.get("site"), "site"),
        folder.resolve(text(root.get("data"), DATA)).normalize(),
        volumes(folder, root.get("recording")),
        root.get("storage") instanceof Map<?, ?> storage && storage.get("postgres") != null);
  }

  /** The folder of the site's file. */
  public Path folder() {
    return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
  }

  private static Map<?, ?> mapping(Path file) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (root instanceof Map<?, ?> mapping) {
        return mapping;
      }
      throw new ConfigException(file + ": expected a mapping of keys");
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": not a text in UTF-8", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getClass().getSimpleName(), e);
    } catch (YamlEngineException e) {
      throw new ConfigException(
          file + ": not YAML; './gatehouse config check' says where it is wrong", e);
    }
  }

  private static String text(@Nullable Object value, String otherwise) {
    return value instanceof String text && !text.isBlank() ? text : otherwise;
  }

  private static List<Path> volumes(Path folder, @Nullable Object recording) {
    if (recording instanceof Map<?, ?> keys && keys.get("volumes") instanceof List<?> list) {
      return list.stream()
          .map(volume -> folder.resolve(String.valueOf(volume)).normalize())
          .toList();
    }
    return List.of();
  }
}
