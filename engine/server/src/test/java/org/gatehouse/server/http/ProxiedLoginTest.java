package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in where a proxy ends HTTPS and asks by HTTP. */
class ProxiedLoginTest {
  @TempDir Path data;
  private ServedSite site;

  @BeforeEach
  void start() {
    AccessParts parts =
        TestAccess.of(Secret.of("a-long-token"))
            .reachedBy(Reach.of(URI.create("https://gate.example/site"), List.of("127.0.0.1")));
    site = new ServedSite(data, parts);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /**
   * The answer to a login, on a plain socket: java.net.http forbids a Host header of our choice.
   */
  private String login(String host, String header) throws IOException {
    String body = "{\"token\":\"a-long-token\"}";
    String request =
        "POST /api/v1/login HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(host, header, body.length(), body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.url("").getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 204").containsIgnoringCase("Set-Cookie: gatehouse=");
      return answer;
    }
  }

  @Test
  void login_byThePublicUrlOrAsTheProxySays_cookieIsForHttpsOnly() throws Exception {
    assertThat(login("Gate.example", "")).contains("Secure");
    assertThat(login("gate.example:443", "")).contains("Secure");
    assertThat(login("inside.example", "X-Forwarded-Proto: https\r\n")).contains("Secure");
  }

  @Test
  void login_besideTheProxyByHttp_cookieIsSentBack() throws Exception {
    assertThat(login("127.0.0.1", "")).doesNotContain("Secure");
    assertThat(login("inside.example", "X-Forwarded-Proto: http\r\n")).doesNotContain("Secure");
  }

  @Test
  void login_byATrustedProxy_isNotedFromWhereTheLastHopCame() throws Exception {
    login("gate.example", "X-Forwarded-For: 203.0.113.1, 203.0.113.7\r\n");
    login("gate.example", "X-Forwarded-For: 203.0.113.1\r\nX-Forwarded-For: 2001:db8::7\r\n");
    login("gate.example", "X-Forwarded-For: unknown\r\n");
    assertThat(site.noted())
        .filteredOn(line -> line.startsWith("login by"))
        .extracting(line -> line.split(" ", -1)[2])
        .containsExactly("203.0.113.7", "2001:db8:0:0:0:0:0:7", "127.0.0.1");
  }

  @Test
  void login_byAProxyThatIsNotTrusted_isNotedFromTheProxy() throws Exception {
    site.close();
    site = new ServedSite(data.resolve("other"), TestAccess.of(Secret.of("a-long-token")));
    login("gate.example", "X-Forwarded-For: 203.0.113.7\r\n");
    assertThat(site.noted())
        .filteredOn(line -> line.startsWith("login by"))
        .singleElement()
        .asString()
        .startsWith("login by 127.0.0.1");
  }
}
