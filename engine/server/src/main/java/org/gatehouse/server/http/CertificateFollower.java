package org.gatehouse.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.tls.ServerCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a running server show the certificate that is renewed on the disk: a restart would be a gap
 * in all recordings. Connections that are open go on with the one before. Used by one thread at a
 * time.
 */
final class CertificateFollower {
  private static final Logger log = LoggerFactory.getLogger(CertificateFollower.class);
  private static final long SECONDS = 10;

  private final HttpServer server;
  private final Supplier<ServerCertificate> renewed;
  private Content served;
  private String trouble = "";

  /** What stands in both files. */
  private record Content(Buffer chain, Buffer key) {
    static Content of(ServerCertificate certificate) throws IOException {
      return new Content(
          Buffer.buffer(Files.readAllBytes(certificate.chain())),
          Buffer.buffer(Files.readAllBytes(certificate.key())));
    }
  }

  /**
   * For a server.
   *
   * @param shown what it shows now
   * @param renewed what it is to show; a {@link ConfigException} if that cannot be used
   */
  CertificateFollower(
      HttpServer server, ServerCertificate shown, Supplier<ServerCertificate> renewed) {
    this.server = server;
    this.renewed = renewed;
    try {
      this.served = Content.of(shown);
    } catch (IOException e) {
      throw new ConfigException("server.tls: the certificate and its key cannot be read: " + e, e);
    }
  }

  /** The files of a certificate, as a server takes them. */
  static PemKeyCertOptions files(ServerCertificate certificate) {
    return new PemKeyCertOptions()
        .setCertPath(certificate.chain().toString())
        .setKeyPath(certificate.key().toString());
  }

  /** Looks once; waits for the disk. */
  void look() throws InterruptedException {
    try {
      ServerCertificate now = renewed.get();
      Content content = Content.of(now);
      if (!content.equals(served)) {
        show(content);
        served = content;
        log.info("HTTPS goes on with a new certificate, SHA-256 {}", now.fingerprint());
      }
      trouble = "";
    } catch (ConfigException e) {
      tell(String.valueOf(e.getMessage()));
    } catch (IOException | ExecutionException | TimeoutException e) {
      tell("server.tls: the certificate and its key cannot be used: " + e);
    }
  }

  private void show(Content content)
      throws ExecutionException, TimeoutException, InterruptedException {
    ServerSSLOptions options = new ServerSSLOptions();
    options
        .setUseAlpn(false)
        .setKeyCertOptions(
            new PemKeyCertOptions().setCertValue(content.chain).setKeyValue(content.key));
    server
        .updateSSLOptions(options)
        .toCompletionStage()
        .toCompletableFuture()
        .get(SECONDS, TimeUnit.SECONDS);
  }

  private void tell(String now) {
    if (!now.equals(trouble)) {
      log.warn("HTTPS goes on with the certificate that it had: {}", now);
    }
    trouble = now;
  }
}
