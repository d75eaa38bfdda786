package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.evidence.Desk;
import org.jspecify.annotations.Nullable;

/**
 * A site over real stores and sockets, as browsers and programs find it. Its users are in memory.
 * Used by one test.
 */
final class ServedSite implements AutoCloseable {
  static final String NAME = "test-site";

  private final HttpClient client = HttpClient.newHttpClient();
  private final AccessParts parts;
  private final Desk desk;
  private final WebServer server;
  private final int notedBefore = FakeEngine.AUDIT.lines().size();

  /** With stores below that folder, and with those users. */
  ServedSite(Path data, AccessParts parts) {
    this.parts = parts;
    this.desk = new Desk(data);
    this.server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(desk.stores(), List.of(), desk.exports()),
            parts,
            Assets.load(ServedSite.class.getClassLoader()));
  }

  AccessParts parts() {
    return parts;
  }

  Accounts accounts() {
    return parts.accounts();
  }

  Desk desk() {
    return desk;
  }

  WebServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  URI url(String path) {
    return server.url().resolve(path);
  }

  /** What was noted since it began. */
  List<String> noted() {
    List<String> all = FakeEngine.AUDIT.lines();
    return all.subList(notedBefore, all.size());
  }

  /** Waits for such a line: that a login failed is noted while its answer is on its way. */
  void awaitNoted(Predicate<String> line) throws InterruptedException {
    for (int i = 0; noted().stream().noneMatch(line); i++) {
      assertThat(i).as("noted are %s", noted()).isLessThan(1000);
      Thread.sleep(10);
    }
  }

  /** A user of this site. */
  void add(String name, String password, Role role) {
    accounts().add(name, Secret.of(password), Map.of(NAME, role), Set.of());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url(path));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /**
   * As the site's page does.
   *
   * @param cookie of the session; null without one
   */
  HttpResponse<String> send(String method, String path, String body, @Nullable String cookie)
      throws Exception {
    HttpRequest.Builder request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Sec-Fetch-Site", "same-origin");
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return send(request.build());
  }

  /** As a program does. */
  HttpResponse<String> get(String path, String token) throws Exception {
    return send(request(path).header("Authorization", "Bearer " + token).build());
  }

  /** The order of a login, on duty at the gate. */
  HttpRequest login(String name, String password) {
    Map<String, String> body = Map.of("name", name, "password", password, "purpose", "gate duty");
    return request("api/v1/login")
        .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)))
        .build();
  }

  /** The cookie of a new session. */
  String session(String name, String password) throws Exception {
    return cookie(send(login(name, password)));
  }

  /** The cookie that an answer sets. */
  static String cookie(HttpResponse<String> answer) {
    String whole = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return whole.substring(0, whole.indexOf(';'));
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    server.close();
    desk.close();
  }
}
