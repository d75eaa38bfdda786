package org.gatehouse.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.gatehouse.contract.config.ConfigException;

/** The file by which a starter of the engine learns that it serves, and where. */
final class ReadyFile {
  private record Content(String url, long pid) {}

  private ReadyFile() {}

  /** Writes {@code {"url":…,"pid":…}} so that a reader sees all of it or no file. */
  static void write(Path file, URI url) {
    Path target = file.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + ".part");
    try {
      Content content = new Content(url.toString(), ProcessHandle.current().pid());
      Files.write(draft, new ObjectMapper().writeValueAsBytes(content));
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ConfigException("cannot write the ready file " + target + ": " + e, e);
    }
  }
}
