package org.gatehouse.server.cli.cameras;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/** Asks the running engine of a site by its HTTP interface. */
final class EngineCall {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final URI base;
  private final @Nullable Secret token;

  /**
   * Of the engine that runs by this configuration.
   *
   * @param elsewhere where it serves instead; null if where the configuration says
   */
  EngineCall(ServerConfig server, @Nullable URI elsewhere) {
    this.base = elsewhere == null ? usual(server) : elsewhere;
    this.token = server.accessToken();
  }

  private static URI usual(ServerConfig server) {
    boolean any = server.bind().equals("0.0.0.0") || server.bind().equals("::");
    String host = any ? "127.0.0.1" : server.bind();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
  }

  /** Where it should serve. */
  URI base() {
    return base;
  }

  /**
   * Sends one request.
   *
   * @param path from the root of the interface, without a slash in front
   * @throws IOException if nobody answers there
   */
  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/" + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
