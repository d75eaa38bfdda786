package org.gatehouse.server.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who took what out of the recordings, when and why: a JSON object on each line of {@code
 * audit.jsonl} in the data folder, which is only ever added to. Thread-safe.
 */
public final class AuditLog {
  private static final Logger log = LoggerFactory.getLogger("org.gatehouse.audit");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "audit.jsonl";

  private final Path file;

  /** The log of that data folder. */
  public AuditLog(Path data) {
    this.file = data.resolve(FILE);
  }

  /**
   * Adds a line; it is on disk when this returns.
   *
   * @param action what was done, such as {@code export.download}
   * @param who on whose behalf
   * @throws IOException if it cannot be noted: then it must not be done either
   */
  public synchronized void note(Instant time, String action, String who, Map<String, ?> details)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", time.toString());
    line.put("action", action);
    line.put("who", who);
    line.putAll(details);
    String text = json(line);
    log.info("{}", text);
    append((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static String json(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps, lists and scalars always serialises", e);
    }
  }
}
