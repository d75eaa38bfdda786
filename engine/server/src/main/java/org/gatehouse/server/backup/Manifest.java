package org.gatehouse.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.config.ConfigException;

/**
 * What a backup holds; written last, so that a folder without it is no backup.
 *
 * @param taken when it was begun, RFC 3339
 * @param stores version of each store in it
 * @param files by their paths in it, {@code /} between folders
 * @param secretsLeftOut files with passwords that are not in it, from the site file's folder
 */
record Manifest(
    String site,
    String taken,
    Map<String, Integer> stores,
    List<Entry> files,
    List<String> secretsLeftOut) {
  static final String NAME = "manifest.json";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One file. */
  record Entry(String path, long bytes, String sha256) {}

  byte[] text() {
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    root.put("site", site).put("taken", taken);
    ObjectNode versions = root.putObject("stores");
    new TreeMap<>(stores).forEach(versions::put);
    ArrayNode left = root.putArray("secretsLeftOut");
    secretsLeftOut.forEach(left::add);
    ArrayNode list = root.putArray("files");
    for (Entry entry : files) {
      list.addObject()
          .put("path", entry.path())
          .put("bytes", entry.bytes())
          .put("sha256", entry.sha256());
    }
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the manifest of a backup.
   *
   * @throws ConfigException if there is none, or it cannot be understood
   */
  static Manifest read(Path backup) {
    Path file = backup.resolve(NAME);
    try {
      return parse(file, JSON.readTree(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          backup + " is no backup, or one that was not finished: it has no " + NAME, e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(file + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e, e);
    }
  }

  private static Manifest parse(Path file, JsonNode root) {
    int version = root.path("version").asInt();
    if (version != VERSION) {
      throw new ConfigException(
          "%s has version %d, this Gatehouse reads %d: restore it with the one that made it"
              .formatted(file, version, VERSION));
    }
    Map<String, Integer> stores = new TreeMap<>();
    root.path("stores").properties().forEach(e -> stores.put(e.getKey(), e.getValue().asInt()));
    List<Entry> files = new ArrayList<>();
    for (JsonNode node : root.path("files")) {
      files.add(
          new Entry(
              safe(file, node.path("path").asText()),
              node.path("bytes").asLong(),
              node.path("sha256").asText()));
    }
    List<String> left = new ArrayList<>();
    root.path("secretsLeftOut").forEach(node -> left.add(node.asText()));
    return new Manifest(
        root.path("site").asText(), root.path("taken").asText(), stores, files, left);
  }

  /** A path that stays inside. */
  private static String safe(Path file, String path) {
    Path normal = Path.of(path).normalize();
    if (path.isEmpty() || normal.isAbsolute() || normal.startsWith("..")) {
      throw new ConfigException(file + " names a file outside of the backup: '" + path + "'");
    }
    return path;
  }
}
