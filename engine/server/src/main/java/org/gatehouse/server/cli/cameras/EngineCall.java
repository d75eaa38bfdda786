package org.gatehouse.server.cli.cameras;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.CommandToken;
import org.gatehouse.server.config.ServerConfig;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.tls.PinnedTrust;
import org.gatehouse.server.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;

/** Asks the running engine of a site by its HTTP interface. */
public final class EngineCall {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DISK_PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final @Nullable Secret token;
  private final @Nullable SSLContext trust;

  /**
   * Of the engine that runs by this configuration.
   *
   * @param elsewhere where it serves instead; null if where the configuration says
   */
  public EngineCall(SiteConfig site, @Nullable URI elsewhere) {
    ServerConfig server = site.server();
    this.base = elsewhere == null ? usual(server) : folder(elsewhere);
    this.token = token(site, elsewhere == null);
    this.trust = base.getScheme().equals("https") && elsewhere == null ? trust(site) : null;
  }

  /**
   * On this machine the word of this run: whoever else holds the port after the engine can do
   * nothing with it later, which is not so with the token of the site's file.
   */
  private static @Nullable Secret token(SiteConfig site, boolean here) {
    Secret ofRun = CommandToken.read(site.data());
    Secret configured = site.server().accessToken();
    Secret first = here ? ofRun : configured;
    return first != null ? first : here ? configured : ofRun;
  }

  /** The engine of this machine shows the certificate that this machine has. */
  private static SSLContext trust(SiteConfig site) {
    Path chain = site.server().tls().certificate();
    Path key = site.server().tls().key();
    return PinnedTrust.context(
        chain != null && key != null
            ? new ServerCertificate(chain, key, true)
            : ServerCertificate.madeIn(site.data()));
  }

  /** What stands behind the last slash would be taken for a file beside the interface. */
  private static URI folder(URI elsewhere) {
    String text = elsewhere.toString();
    return text.endsWith("/") ? elsewhere : URI.create(text + "/");
  }

  private static URI usual(ServerConfig server) {
    boolean any = server.bind().equals("0.0.0.0") || server.bind().equals("::");
    String host = any ? "127.0.0.1" : server.bind();
    return URI.create(
        (server.encrypted() ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + server.port()
            + "/");
  }

  /** Where it should serve. */
  public URI base() {
    return base;
  }

  /**
   * Sends one request.
   *
   * @param path from the root of the interface, without a slash in front; that root may itself lie
   *     below a path
   * @throws IOException if nobody answers there
   */
  public HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return send(method, path, null, PATIENCE);
  }

  /**
   * Sends one request whose answer may have to wait for the disk.
   *
   * @param json its body; null for none
   * @throws IOException if nobody answers there
   */
  public HttpResponse<String> send(String method, String path, @Nullable String json)
      throws IOException, InterruptedException {
    return send(method, path, json, DISK_PATIENCE);
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String json, Duration patience)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher body =
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    HttpRequest request = request(path).timeout(patience).method(method, body).build();
    try (HttpClient client = client()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /**
   * Fetches a file, however long it takes.
   *
   * @return the status; the file is there if it is 200
   * @throws IOException if nobody answers there, or the file cannot be written
   */
  public int fetch(String path, Path file) throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      return client
          .send(request(path).build(), HttpResponse.BodyHandlers.ofFile(file))
          .statusCode();
    }
  }

  /**
   * Opens an answer that goes on: its lines, as they come.
   *
   * @param client of {@link #client}; shutting it down ends the connection
   * @throws IOException if nobody answers there; reading may throw an UncheckedIOException
   */
  public HttpResponse<Stream<String>> open(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines());
  }

  /** One for several requests; the caller closes it. */
  public HttpClient client() {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    return (trust == null ? client : client.sslContext(trust)).build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("X-Gatehouse-User", System.getProperty("user.name", "unknown"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    return request;
  }
}
