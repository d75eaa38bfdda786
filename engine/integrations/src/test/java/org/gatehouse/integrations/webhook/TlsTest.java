package org.gatehouse.integrations.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.integrations.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that wants to see a certificate, and ones that are not who they should be. */
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private static Path server;
  private static Path client;
  private static Path stranger;

  @BeforeAll
  static void certificates() throws Exception {
    server = certificate("server", "SAN=dns:localhost");
    client = certificate("client", "SAN=dns:engine");
    stranger = certificate("stranger", "SAN=dns:elsewhere.example");
  }

  /** A key store with a key and the certificate that it signed itself; the PEM files lie beside. */
  private static Path certificate(String name, String alternative) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "key",
                "-dname",
                "CN=" + name,
                "-ext",
                alternative,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
    KeyStore keys = load(store);
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate("key").getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey("key", PASSWORD.toCharArray()).getEncoded());
    return store;
  }

  private static void pem(String file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static KeyStore load(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static SSLServerSocket listen(Path own, Path trusted) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(own), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("known", load(trusted).getCertificate("key"));
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    Thread.ofVirtual().start(() -> answer(socket));
    return socket;
  }

  private static void answer(SSLServerSocket listening) {
    try {
      while (true) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
          socket.getInputStream().read(new byte[64 * 1024]);
          socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException refused) {
          if (listening.isClosed()) {
            return;
          }
        }
      }
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }

  private static WebhookConfig config(int port, @Nullable String ca, @Nullable String shown) {
    return new WebhookConfig(
        URI.create("https://localhost:" + port + "/hook"),
        Samples.SECRET,
        null,
        ContentMode.STRUCTURED,
        false,
        Duration.ofSeconds(10),
        List.of("127.0.0.0/8", "::1"),
        ca == null ? null : folder.resolve(ca),
        shown == null ? null : folder.resolve(shown + ".crt"),
        shown == null ? null : folder.resolve(shown + ".key"));
  }

  private static DeliveryResult deliver(WebhookConfig config) throws Exception {
    try (EventSink sink =
        new WebhookProvider().create("b", config, Samples.context(new Samples.Pictures()))) {
      return sink.deliver(Samples.face(List.of()));
    }
  }

  private static String reason(WebhookConfig config) throws Exception {
    return ((Retry) deliver(config)).reason();
  }

  @Test
  void deliver_bothKnowEachOther_arrives() throws Exception {
    try (SSLServerSocket receiver = listen(server, client)) {
      assertThat(deliver(config(receiver.getLocalPort(), "server.crt", "client")))
          .isEqualTo(new Delivered());
    }
  }

  @Test
  void deliver_receiverThatIsNotTrustedOrNotItsName_isNotSentTo() throws Exception {
    try (SSLServerSocket receiver = listen(server, client)) {
      int port = receiver.getLocalPort();
      assertThat(reason(config(port, null, "client"))).contains("TLS with localhost:" + port);
      assertThat(reason(config(port, "stranger.crt", "client"))).contains("TLS with localhost");
    }
    try (SSLServerSocket receiver = listen(stranger, client)) {
      assertThat(reason(config(receiver.getLocalPort(), "stranger.crt", "client")))
          .contains("TLS with localhost")
          .contains("No subject alternative DNS name matching localhost");
    }
  }

  @Test
  void deliver_withoutOrWithAForeignCertificate_isRefused() throws Exception {
    try (SSLServerSocket receiver = listen(server, client)) {
      int port = receiver.getLocalPort();
      assertThat(deliver(config(port, "server.crt", null))).isInstanceOf(Retry.class);
      assertThat(deliver(config(port, "server.crt", "stranger"))).isInstanceOf(Retry.class);
    }
  }

  @Test
  void create_filesThatCannotServe_areNamedWithTheirKey() throws Exception {
    Files.writeString(folder.resolve("empty.crt"), "");
    Files.copy(folder.resolve("client.crt"), folder.resolve("swapped.key"));
    Files.copy(folder.resolve("client.crt"), folder.resolve("swapped.crt"));
    assertThatThrownBy(() -> deliver(config(1, "missing.crt", null)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination b: ca: expected certificates in PEM")
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> deliver(config(1, "empty.crt", null)))
        .hasMessageContaining("ca: expected certificates");
    assertThatThrownBy(() -> deliver(config(1, "server.crt", "swapped")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("client-key: expected a private key in PEM (PKCS #8)");
  }
}
