package org.gatehouse.camera.rtsp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hashes of Digest authentication. */
enum DigestAlgorithm {
  MD5("MD5"),
  SHA256("SHA-256");

  private final String name;

  DigestAlgorithm(String name) {
    this.name = name;
  }

  /** The algorithm a challenge names; MD5 if it names none, null if it is not known. */
  static @Nullable DigestAlgorithm of(String name) {
    if (name.isBlank() || name.trim().equalsIgnoreCase(MD5.name)) {
      return MD5;
    }
    return name.trim().equalsIgnoreCase(SHA256.name) ? SHA256 : null;
  }

  /** Lower-case hexadecimal hash of the parts joined by colons. */
  String hash(String... parts) {
    try {
      byte[] text = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
