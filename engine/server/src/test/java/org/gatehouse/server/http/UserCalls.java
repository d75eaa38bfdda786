package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Tokens;
import org.jspecify.annotations.Nullable;

/** A site without users yet, and what people and programs ask of it. Used by one test. */
final class UserCalls implements AutoCloseable {
  static final String ALICE = "correct horse battery";
  static final String BOB = "staple of the guards";

  private final List<String> locked = new ArrayList<>();
  private final ServedSite site;

  /** With stores below that folder. */
  UserCalls(Path data) {
    site = new ServedSite(data, TestAccess.of(new MemoryAccounts(), locked::add));
  }

  ServedSite site() {
    return site;
  }

  /** Who was held off. */
  List<String> locked() {
    return locked;
  }

  HttpResponse<String> login(String name, String password) throws Exception {
    return site.send(site.login(name, password));
  }

  /** Of the first admin's link. */
  String code() {
    return site.parts().firstAdmin().fragment().substring("#first-admin=".length());
  }

  /** The site's first admin, logged in. */
  String admin() throws Exception {
    HttpResponse<String> made =
        site.send(
            "POST",
            "api/v1/first-admin",
            Json.text(Map.of("code", code(), "name", "Alice", "password", ALICE)),
            null);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(204);
    return ServedSite.cookie(made);
  }

  /** A token for users and events that nobody made. */
  String token(String name) {
    String secret = "secret of " + name;
    site.accounts()
        .add(
            new ApiToken(
                name,
                Tokens.hash(secret),
                null,
                Role.ADMIN,
                Set.of(Scope.USERS, Scope.EVENTS),
                Set.of(),
                "test",
                Instant.now(),
                Instant.now().plusSeconds(3600)));
    return secret;
  }

  /** The body of a request for a token of an admin, with that scope. */
  static String tokenOrder(String scope, int seconds) {
    return "{\"name\":\"next\",\"role\":\"admin\",\"scopes\":[\"%s\"],\"purpose\":\"p\",\"expires\":\"%s\"}"
        .formatted(scope, Instant.now().plusSeconds(seconds));
  }

  HttpResponse<String> post(String path, String body, String token) throws Exception {
    HttpRequest request =
        site.request(path)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return site.send(request);
  }

  HttpResponse<String> put(String path, String body, String token, @Nullable String tag)
      throws Exception {
    return site.send(order(path, body, token, tag));
  }

  /**
   * The order of a change.
   *
   * @param tag of what was read; null to change whatever is there
   */
  HttpRequest order(String path, String body, String token, @Nullable String tag) {
    HttpRequest.Builder request =
        site.request(path)
            .header("Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return request.build();
  }

  /** The tag of what an answer tells. */
  static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Override
  public void close() {
    site.close();
  }
}
