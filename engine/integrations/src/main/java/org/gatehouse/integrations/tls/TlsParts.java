package org.gatehouse.integrations.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Makes of PEM files what TLS needs. Read once, at the start. */
public final class TlsParts {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final List<String> KINDS = List.of("EC", "RSA", "Ed25519");

  private TlsParts() {}

  /**
   * What connects.
   *
   * @param ca certificates to trust in place of the system's; null for those
   * @param certificate what is shown to whoever asks, with {@code key}; both null for nothing
   * @throws ConfigException naming the key whose file cannot serve
   */
  public static SSLSocketFactory sockets(
      String destination, @Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {
    if ((certificate == null) != (key == null)) {
      throw new ConfigException(
          "destination "
              + destination
              + ": client-certificate and client-key belong together, but one is missing");
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificate == null || key == null ? null : shown(destination, certificate, key),
          ca == null ? null : trusted(destination, ca).getTrustManagers(),
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw unset(destination, e);
    }
  }

  /**
   * Who is trusted.
   *
   * @throws ConfigException if the file cannot serve
   */
  public static TrustManagerFactory trust(String destination, Path ca) {
    try {
      return trusted(destination, ca);
    } catch (GeneralSecurityException | IOException e) {
      throw unset(destination, e);
    }
  }

  private static ConfigException unset(String destination, Exception e) {
    return new ConfigException("destination " + destination + ": TLS cannot be set up: " + e, e);
  }

  private static KeyManager[] shown(String destination, Path certificate, Path key)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    Certificate[] chain =
        certificates(destination, "client-certificate", certificate).toArray(Certificate[]::new);
    char[] none = new char[0];
    store.setKeyEntry("client", privateKey(destination, key), none, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  private static TrustManagerFactory trusted(String destination, Path ca)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(destination, "ca", ca)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(
      String destination, String key, Path file) throws GeneralSecurityException {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(destination, key, file, "certificates in PEM", e);
    }
    throw unusable(destination, key, file, "certificates in PEM", null);
  }

  private static PrivateKey privateKey(String destination, Path file)
      throws GeneralSecurityException {
    try {
      Matcher pem = KEY.matcher(Files.readString(file));
      if (pem.find()) {
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        for (String kind : KINDS) {
          PrivateKey key = parse(kind, der);
          if (key != null) {
            return key;
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(destination, "client-key", file, "a private key in PEM (PKCS #8)", e);
    }
    throw unusable(destination, "client-key", file, "a private key in PEM (PKCS #8)", null);
  }

  private static @Nullable PrivateKey parse(String kind, byte[] der)
      throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException e) {
      return null;
    }
  }

  /** Never says what the file holds. */
  private static ConfigException unusable(
      String destination, String key, Path file, String expected, @Nullable Exception cause) {
    String message =
        "destination %s: %s: expected %s in %s%s"
            .formatted(
                destination,
                key,
                expected,
                file,
                cause instanceof IOException ? ", which cannot be read" : "");
    return cause == null ? new ConfigException(message) : new ConfigException(message, cause);
  }
}
