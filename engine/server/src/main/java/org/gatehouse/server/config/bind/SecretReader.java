package org.gatehouse.server.config.bind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Looks secrets up where the file points: in an environment variable or in a private file. */
public final class SecretReader {
  static final String EXPECTED = "a secret as env:NAME or file:PATH";
  private static final int LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final Path folder;
  private final Function<String, @Nullable String> environment;

  /**
   * Creates a reader.
   *
   * @param folder what relative paths are relative to
   * @param environment value of an environment variable, null if not set
   */
  public SecretReader(Path folder, Function<String, @Nullable String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Looks up what {@code reference} points to.
   *
   * @throws IllegalArgumentException if it is no reference
   * @throws ConfigException if nothing can be read there
   */
  public Secret read(String reference) {
    if (reference.startsWith("env:") && reference.length() > 4) {
      return fromEnvironment(reference.substring(4));
    }
    if (reference.startsWith("file:") && reference.length() > 5) {
      return fromFile(path(reference.substring(5)));
    }
    throw new IllegalArgumentException();
  }

  private Secret fromEnvironment(String name) {
    String value = environment.apply(name);
    if (value == null || value.isBlank()) {
      throw new ConfigException(
          "environment variable " + name + " is " + (value == null ? "not set" : "empty"));
    }
    return Secret.of(value.stripTrailing());
  }

  private Path path(String text) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      throw new ConfigException("the secret's file name is no path", e);
    }
  }

  private static Secret fromFile(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new ConfigException("secret file " + file + " is a folder");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new ConfigException("secret file " + file + " is not a regular file");
      }
      requirePrivate(file);
      if (Files.size(file) > LARGEST) {
        throw new ConfigException("secret file " + file + " is longer than 64 KiB");
      }
      String value = Files.readString(file).stripTrailing();
      if (value.isEmpty()) {
        throw new ConfigException("secret file " + file + " is empty");
      }
      return Secret.of(value);
    } catch (NoSuchFileException e) {
      throw new ConfigException("secret file " + file + " does not exist", e);
    } catch (IOException e) {
      String reason = e.getClass().getSimpleName();
      throw new ConfigException("secret file " + file + " cannot be read: " + reason, e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS_READ::contains)) {
      throw new ConfigException(
          "secret file " + file + " can be read by other users; run: chmod 600 " + file);
    }
  }
}
