package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.evidence.Desk;
import org.gatehouse.server.tls.PinnedTrust;
import org.gatehouse.server.tls.ServerCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with the certificate that the engine makes for itself. */
class ServedByHttpsTest {
  @TempDir Path data;
  private Desk desk;
  private WebServer server;
  private ServerCertificate made;

  @BeforeEach
  void start() {
    desk = new Desk(data);
    made = ServerCertificate.of(data, Set.of("gate.example", "10.1.2.3"));
    server = serve(made);
  }

  private WebServer serve(ServerCertificate certificate) {
    return WebServer.start(
        "127.0.0.1",
        0,
        certificate,
        new FakeEngine(desk.stores(), List.of(), desk.exports()),
        TestAccess.of(Secret.of("a-long-token")),
        Assets.load(ServedByHttpsTest.class.getClassLoader()));
  }

  @AfterEach
  void stop() {
    server.close();
    desk.close();
  }

  private HttpResponse<String> ask(ServerCertificate trusted, String path, String body)
      throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(PinnedTrust.context(trusted)).build()) {
      return client.send(
          HttpRequest.newBuilder(server.url().resolve(path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void login_overHttps_cookieIsForHttpsOnly() throws Exception {
    assertThat(server.url().getScheme()).isEqualTo("https");
    HttpResponse<String> answer = ask(made, "api/v1/login", "{\"token\":\"a-long-token\"}");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .containsIgnoringCase("HttpOnly")
        .contains("Secure", "SameSite=Strict");
  }

  @Test
  void client_thatTrustsAnotherCertificateOrNone_isNotTalkedTo() throws Exception {
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
    ServerCertificate other = ServerCertificate.of(elsewhere, Set.of());
    assertThatThrownBy(() -> ask(other, "api/v1/login", "{}")).isInstanceOf(IOException.class);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI plain = URI.create("http://127.0.0.1:" + server.url().getPort() + "/healthz");
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void certificate_made_namesThisMachineAndItsKeyIsPrivate() throws Exception {
    assertThat(made.leaf().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("gate.example", "10.1.2.3", "localhost", "127.0.0.1");
    assertThat(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(Files.getPosixFilePermissions(made.key())).hasSize(2);
  }

  @Test
  void certificate_thatIsThere_isKept() throws Exception {
    String before = made.fingerprint();
    assertThat(ServerCertificate.of(data, Set.of()).fingerprint()).isEqualTo(before);
  }

  @Test
  void certificate_ofOnesOwn_isServedOrRefusedInWords() throws Exception {
    Path folder = Files.createDirectory(data.resolve("own"));
    ServerCertificate source = ServerCertificate.of(folder, Set.of("own.example"));
    ServerCertificate own = ServerCertificate.given(source.chain(), source.key());
    server.close();
    server = serve(own);
    assertThat(ask(own, "api/v1/login", "{\"token\":\"x\"}").statusCode()).isEqualTo(401);
    Path nonsense = Files.writeString(data.resolve("nonsense.pem"), "nothing");
    assertThatThrownBy(() -> ServerCertificate.given(nonsense, source.key()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nonsense.pem");
    assertThatThrownBy(() -> ServerCertificate.given(source.chain(), data.resolve("none.pem")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("server.tls.key");
    assertThatThrownBy(() -> serve(new ServerCertificate(source.chain(), nonsense, true)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("server.tls");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void certificate_renewedOnTheDisk_isServedWithoutARestart() throws Exception {
    ServerCertificate first = ServerCertificate.of(data.resolve("first"), Set.of());
    ServerCertificate second = ServerCertificate.of(data.resolve("second"), Set.of());
    Path folder = Files.createDirectory(data.resolve("own"));
    ServerCertificate own =
        new ServerCertificate(folder.resolve("chain.pem"), folder.resolve("key.pem"), true);
    Files.copy(first.chain(), own.chain());
    Files.copy(first.key(), own.key());
    server.close();
    server = serve(own);
    AtomicInteger looks = new AtomicInteger();
    server.follow(
        () -> {
          looks.incrementAndGet();
          return ServerCertificate.given(own.chain(), own.key());
        },
        20);
    Files.copy(second.chain(), own.chain(), StandardCopyOption.REPLACE_EXISTING);
    // It has looked while the key was that of another certificate.
    for (int seen = looks.get(); looks.get() < seen + 3; ) {
      Thread.sleep(10);
    }
    assertThat(ask(first, "api/v1/login", "{\"token\":\"x\"}").statusCode()).isEqualTo(401);
    Files.copy(second.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);
    while (!isServedWith(second)) {
      Thread.sleep(10);
    }
    assertThat(isServedWith(first)).isFalse();
  }

  private boolean isServedWith(ServerCertificate certificate) throws Exception {
    try {
      return ask(certificate, "api/v1/login", "{\"token\":\"a-long-token\"}").statusCode() == 204;
    } catch (SSLException another) {
      return false;
    }
  }
}
