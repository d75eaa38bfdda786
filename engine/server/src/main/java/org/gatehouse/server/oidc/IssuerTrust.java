package org.gatehouse.server.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.contract.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** By which certificates the provider is known. Read once, at the start. */
final class IssuerTrust {
  private IssuerTrust() {}

  /**
   * For TLS to the provider.
   *
   * @param authority certificates in place of the system's; null for those
   * @throws ConfigException if the file cannot serve
   */
  static SSLContext of(@Nullable Path authority) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authority == null ? null : trusted(authority).getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          "server.oidc.authority: expected certificates in PEM in %s, which cannot be read (%s)"
              .formatted(authority, e.getClass().getSimpleName()),
          e);
    }
  }

  private static TrustManagerFactory trusted(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException("no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
