package org.gatehouse.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.server.onboard.DurableFile;
import org.gatehouse.server.sitekey.PublicKeyText;
import org.gatehouse.server.sitekey.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * From where to where the chain reached at some time, signed with the site's key and kept beside
 * the store: rows that are cut off at the end, or a beginning that was moved, show by it.
 *
 * @param begin before the oldest row
 * @param end at the newest row
 */
public record AuditHead(AuditPoint begin, AuditPoint end, Instant time) {
  /** Its name in the data folder. */
  public static final String FILE = "audit-head.json";

  private static final String FORMAT = "gatehouse-audit-head/1";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The head as a line of JSON, signed. */
  public String signed(SiteKey key) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("beginSequence", begin.sequence());
    tree.put("beginHash", begin.hash());
    tree.put("endSequence", end.sequence());
    tree.put("endHash", end.hash());
    tree.put("time", time.toString());
    tree.put("key", key.open().fingerprint());
    tree.put("signature", Base64.getEncoder().encodeToString(key.sign(said())));
    try {
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of scalars always serialises", e);
    }
  }

  /** What is signed: every field on a line of its own. */
  private byte[] said() {
    return String.join(
            "\n",
            FORMAT,
            Long.toString(begin.sequence()),
            begin.hash(),
            Long.toString(end.sequence()),
            end.hash(),
            time.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Replaces the head of that data folder; it is on disk when this returns. */
  public void write(Path data, SiteKey key) throws IOException {
    DurableFile.write(data.resolve(FILE), signed(key).getBytes(StandardCharsets.UTF_8), true);
  }

  /**
   * Reads one.
   *
   * @return null if there is no such file
   * @throws IOException if it cannot be read, is none, or its signature does not hold
   */
  public static @Nullable AuditHead read(Path file, PublicKeyText key) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (JsonProcessingException e) {
      throw new IOException("it is no JSON", e);
    }
    if (tree == null || !FORMAT.equals(tree.path("format").asText())) {
      throw new IOException("it does not say \"format\": \"" + FORMAT + "\"");
    }
    AuditHead head = head(tree);
    if (!key.fingerprint().equals(tree.path("key").asText())) {
      throw new IOException("it is signed with another key than the site's");
    }
    if (!key.signed(head.said(), signature(tree))) {
      throw new IOException("it was changed after it was signed");
    }
    return head;
  }

  private static AuditHead head(JsonNode tree) throws IOException {
    try {
      return new AuditHead(
          point(tree, "begin"), point(tree, "end"), Instant.parse(tree.path("time").asText()));
    } catch (DateTimeException e) {
      throw new IOException("it has no time", e);
    }
  }

  private static AuditPoint point(JsonNode tree, String which) throws IOException {
    String hash = tree.path(which + "Hash").asText();
    JsonNode sequence = tree.path(which + "Sequence");
    if (!sequence.isIntegralNumber() || !HASH.matcher(hash).matches()) {
      throw new IOException("its " + which + " is missing");
    }
    return new AuditPoint(sequence.asLong(), hash);
  }

  private static byte[] signature(JsonNode tree) throws IOException {
    try {
      return Base64.getDecoder().decode(tree.path("signature").asText());
    } catch (IllegalArgumentException e) {
      throw new IOException("its signature is no base64", e);
    }
  }
}
