package org.gatehouse.analytics.protocol.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in files (RFC 7468). Stateless. */
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PemFiles() {}

  /**
   * All certificates of a file, at least one.
   *
   * @param what it is, for the message
   * @throws ConfigException if there is none
   */
  static List<X509Certificate> certificates(String what, Path file) {
    try {
      byte[] bytes = text(what, file).getBytes(StandardCharsets.US_ASCII);
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw new ConfigException(
          "%s %s holds no certificate that can be read: %s".formatted(what, file, e.getMessage()),
          e);
    }
    throw new ConfigException(
        "%s %s holds no certificate; expected PEM (-----BEGIN CERTIFICATE-----)"
            .formatted(what, file));
  }

  /**
   * The private key of a file that nobody else can read.
   *
   * @throws ConfigException if there is none
   */
  static PrivateKey key(Path file) {
    Matcher block = KEY.matcher(text("the key", file));
    checkPrivate(file);
    if (!block.find()) {
      throw new ConfigException(
          "the key %s is not in PKCS #8; expected -----BEGIN PRIVATE KEY----- (openssl pkcs8 -topk8 -nocrypt)"
              .formatted(file));
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(1));
    for (String algorithm : ALGORITHMS) {
      PrivateKey key = key(algorithm, der);
      if (key != null) {
        return key;
      }
    }
    throw new ConfigException(
        "the key %s is of no kind that is known: EC, RSA or Ed25519".formatted(file));
  }

  private static @Nullable PrivateKey key(String algorithm, byte[] der) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException otherAlgorithm) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform knows " + algorithm, e);
    }
  }

  private static void checkPrivate(Path file) {
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      if (granted.stream().anyMatch(OTHERS::contains)) {
        throw new ConfigException(
            "the key %s can be read by other users; run: chmod 600 %s".formatted(file, file));
      }
    } catch (IOException e) {
      throw new ConfigException("the key %s cannot be looked at: %s".formatted(file, e), e);
    } catch (UnsupportedOperationException e) {
      // A file system without owners: there is nothing to look at.
      return;
    }
  }

  private static String text(String what, Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new ConfigException(
          "%s %s cannot be read: %s".formatted(what, file, e.getMessage()), e);
    }
  }
}
