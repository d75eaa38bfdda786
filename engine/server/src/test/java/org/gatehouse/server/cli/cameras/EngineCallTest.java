package org.gatehouse.server.cli.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.CommandToken;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which word commands ask whoever has the engine's port. */
class EngineCallTest {
  @TempDir Path folder;
  private final AtomicReference<@Nullable String> shown = new AtomicReference<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SiteConfig site() throws IOException {
    Path token = Files.writeString(folder.resolve("token.txt"), "token-of-the-site");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Path site =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: s
            data: %s
            server: { port: %d, access-token: "file:token.txt" }
            """
                .formatted(folder, server.getAddress().getPort()));
    return new SiteFile().read(site);
  }

  private @Nullable String shownBy(EngineCall call) throws Exception {
    assertThat(call.send("GET", "api/v1/site").statusCode()).isEqualTo(204);
    return shown.get();
  }

  @Test
  void send_toTheUsualPlace_showsTheWordOfTheRunAndNotTheSitesToken() throws Exception {
    SiteConfig site = site();
    assertThat(shownBy(new EngineCall(site, null)))
        .as("where there is no other")
        .isEqualTo("Bearer token-of-the-site");
    CommandToken.write(folder, Secret.of("word-of-this-run"));
    assertThat(shownBy(new EngineCall(site, null))).isEqualTo("Bearer word-of-this-run");
  }

  @Test
  void send_elsewhere_showsTheSitesToken() throws Exception {
    CommandToken.write(folder, Secret.of("word-of-this-run"));
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    assertThat(shownBy(new EngineCall(site(), url))).isEqualTo("Bearer token-of-the-site");
  }
}
