package org.gatehouse.analytics.worker.inference;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gatehouse.contract.config.ConfigException;

/** Reads a model's file from the class path and proves that it is the expected one. */
final class ModelFile {
  private ModelFile() {}

  /**
   * The file's bytes.
   *
   * @throws ConfigException when the file is absent or is another one
   */
  static byte[] read(String name, String resource, String supply, String sha256) {
    byte[] bytes = load(name, resource, supply);
    verify(name, bytes, supply, sha256);
    return bytes;
  }

  static void verify(String name, byte[] bytes, String supply, String sha256) {
    String seen = sha256(bytes);
    if (!seen.equals(sha256)) {
      throw new ConfigException(
          "model %s: the file is not the expected one (SHA-256 expected %s, seen %s). It comes from %s; remove analytics/worker/target and start ./gatehouse again"
              .formatted(name, sha256, seen, supply));
    }
  }

  private static byte[] load(String name, String resource, String supply) {
    try (InputStream in = ModelFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ConfigException(
            "model %s: %s is not on the class path. It comes from %s; rebuild with network access"
                .formatted(name, resource, supply));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ConfigException(
          "model %s: %s cannot be read: %s".formatted(name, resource, e.getMessage()), e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
