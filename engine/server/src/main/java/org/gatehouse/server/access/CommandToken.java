package org.gatehouse.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.onboard.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens the running engine for commands of whoever may read the data folder, which is the engine's
 * own user and root: they could read and change everything in it anyway. Another one for each run.
 */
public final class CommandToken {
  private static final String FILE = "command.token";

  private CommandToken() {}

  /**
   * Leaves it for commands.
   *
   * @throws ConfigException if it cannot be written
   */
  public static void write(Path data, Secret token) {
    Path file = data.resolve(FILE);
    try {
      DurableFile.write(file, token.reveal().getBytes(StandardCharsets.US_ASCII), true);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be written (" + e + "): make room there", e);
    }
  }

  /** The one of the engine that runs on that folder; null if none did, or it is not readable. */
  public static @Nullable Secret read(Path data) {
    try {
      return Secret.of(Files.readString(data.resolve(FILE), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return null;
    }
  }
}
