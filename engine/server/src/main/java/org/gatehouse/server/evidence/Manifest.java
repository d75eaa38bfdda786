package org.gatehouse.server.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatehouse.server.onboard.DurableFile;
import org.gatehouse.server.sitekey.SiteKey;

/**
 * What an export says of itself, {@code manifest.json}: its files with their SHA-256, cameras,
 * times, gaps, whether it is redacted, who asked and why. Its signature and the public key lie
 * beside it. Stateless.
 */
final class Manifest {
  static final String FORMAT = "gatehouse-evidence/1";
  static final String FILE = "manifest.json";

  /** The signature, detached, DER. */
  static final String SIGNATURE = "manifest.json.sig";

  /** The public key, PEM. */
  static final String KEY = "key.pem";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

  /** A file and the SHA-256 that it must have. */
  record Listed(String name, String sha256) {}

  private Manifest() {}

  /** Writes the manifest, its signature and the key into the export's folder. */
  static void write(Path folder, Map<String, ?> tree, SiteKey key) throws IOException {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("format", FORMAT);
    whole.putAll(tree);
    whole.put("key", key.open().fingerprint());
    byte[] text = (text(whole) + "\n").getBytes(StandardCharsets.UTF_8);
    DurableFile.write(
        folder.resolve(KEY), key.open().pem().getBytes(StandardCharsets.US_ASCII), true);
    DurableFile.write(folder.resolve(SIGNATURE), key.sign(text), true);
    // Last: a folder with a manifest is a whole export.
    DurableFile.write(folder.resolve(FILE), text, true);
  }

  private static String text(Map<String, ?> tree) {
    try {
      return PRETTY.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps, lists and scalars always serialises", e);
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is no manifest
   */
  static JsonNode parse(byte[] text) throws IOException {
    JsonNode tree = JSON.readTree(text);
    if (tree == null || !FORMAT.equals(tree.path("format").asText())) {
      throw new IOException("it does not say \"format\": \"" + FORMAT + "\"");
    }
    return tree;
  }

  /** True if a manifest says that people and plates were blurred. */
  static boolean redacted(JsonNode manifest) {
    return manifest.path("redacted").asBoolean(false);
  }

  /**
   * The files that a manifest lists.
   *
   * @throws IOException if a name would lead out of the folder
   */
  static List<Listed> files(JsonNode manifest) throws IOException {
    List<Listed> files = new ArrayList<>();
    for (JsonNode file : manifest.path("files")) {
      String name = file.path("name").asText();
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new IOException("it lists a file with an impossible name");
      }
      files.add(new Listed(name, file.path("sha256").asText()));
    }
    return files;
  }
}
