package org.gatehouse.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.sitekey.Sha256;

/**
 * A certificate chain and its key, both PEM. Immutable.
 *
 * @param own false if the engine made it for itself
 */
public record ServerCertificate(Path chain, Path key, boolean own) {
  /** The folder of the one that the engine makes, in the data folder. */
  private static final String FOLDER = "tls";

  /**
   * One's own, which must be there and valid.
   *
   * @throws ConfigException if it cannot be used
   */
  public static ServerCertificate given(Path chain, Path key) {
    ServerCertificate given = new ServerCertificate(chain, key, true);
    X509Certificate leaf = given.leaf();
    if (Instant.now().isAfter(leaf.getNotAfter().toInstant())) {
      throw new ConfigException(
          "server.tls.certificate: %s has expired on %s: renew it"
              .formatted(chain, leaf.getNotAfter().toInstant()));
    }
    if (!Files.isReadable(key)) {
      throw new ConfigException(
          "server.tls.key: %s cannot be read: let the engine's user read it".formatted(key));
    }
    try {
      if (!KeyOf.isOf(leaf, Files.readString(key, StandardCharsets.ISO_8859_1))) {
        throw new ConfigException(
            "server.tls.key: %s is not the key of the first certificate in %s"
                .formatted(key, chain));
      }
    } catch (IOException e) {
      throw new ConfigException(
          "server.tls.key: %s cannot be used: %s".formatted(key, e.getMessage()), e);
    }
    return given;
  }

  /** Where the engine's own lies in that data folder, whether it is there or not. */
  public static ServerCertificate madeIn(Path data) {
    Path folder = data.resolve(FOLDER);
    return new ServerCertificate(
        folder.resolve("certificate.pem"), folder.resolve("key.pem"), false);
  }

  /**
   * The engine's own in that data folder, made now if there is none, or it ends soon or is not
   * valid yet.
   *
   * @param names of this machine, as hosts or addresses
   * @throws ConfigException if it can be neither read nor made
   */
  public static ServerCertificate of(Path data, Collection<String> names) {
    return of(data, names, Instant.now());
  }

  static ServerCertificate of(Path data, Collection<String> names, Instant now) {
    ServerCertificate made = madeIn(data);
    try {
      if (!Files.exists(made.chain) || SelfSigned.isOutOfTime(made.leaf(), now)) {
        SelfSigned.make(made, List.copyOf(names), now);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          "a certificate cannot be made in " + data.resolve(FOLDER) + " (" + e + ")", e);
    }
    return made;
  }

  /**
   * The first certificate of the chain.
   *
   * @throws ConfigException if there is none
   */
  public X509Certificate leaf() {
    try {
      byte[] pem = Files.readAllBytes(chain);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          "server.tls.certificate: %s is no certificate in PEM that can be read (%s)"
              .formatted(chain, e),
          e);
    }
  }

  /** SHA-256 of the certificate, as browsers show it: pairs of digits with colons between them. */
  public String fingerprint() {
    try {
      byte[] digest = HexFormat.of().parseHex(Sha256.of(leaf().getEncoded()));
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }
}
