package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Operation;
import org.gatehouse.server.access.Operations;
import org.gatehouse.server.access.Sessions.Holder;
import org.gatehouse.server.access.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the interface, asked for by everybody there can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  private static final Set<Right> ALL_RIGHTS = EnumSet.allOf(Right.class);

  @TempDir static Path data;
  private final MemoryAccounts store = new MemoryAccounts();
  private ServedSite site;

  /** Somebody who asks: a user with a role and rights, or a token. */
  private record Asker(
      String name, @Nullable Role role, Set<Right> rights, @Nullable Set<Scope> scopes) {
    boolean may(Operation operation) {
      if (operation.least() == null) {
        return true;
      }
      return role != null
          && role.covers(operation.least())
          && (scopes == null || (operation.scope() != null && scopes.contains(operation.scope())))
          && (operation.right() == null || rights.contains(operation.right()));
    }
  }

  private static List<Asker> askers() {
    List<Asker> askers = new ArrayList<>();
    askers.add(new Asker("elsewhere", null, ALL_RIGHTS, null));
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT);
      askers.add(new Asker(name, role, Set.of(), null));
      askers.add(new Asker(name + "-with-rights", role, ALL_RIGHTS, null));
    }
    Set<Scope> all = EnumSet.allOf(Scope.class);
    askers.add(new Asker("token-all", Role.ADMIN, ALL_RIGHTS, all));
    askers.add(new Asker("token-plain", Role.ADMIN, Set.of(), all));
    askers.add(new Asker("token-viewer", Role.VIEWER, Set.of(), all));
    for (Scope scope : Scope.values()) {
      String name = "token-" + scope.name().toLowerCase(Locale.ROOT);
      askers.add(new Asker(name, Role.ADMIN, ALL_RIGHTS, Set.of(scope)));
    }
    return askers;
  }

  @BeforeAll
  void start() {
    for (Asker asker : askers()) {
      if (asker.scopes() == null) {
        store.add(account(asker));
      } else {
        store.add(token(asker));
      }
    }
    site = new ServedSite(data, TestAccess.of(store, who -> {}));
  }

  private static Account account(Asker asker) {
    Map<String, Role> roles =
        asker.role() == null
            ? Map.of("another-site", Role.ADMIN)
            : Map.of(ServedSite.NAME, asker.role());
    return new Account(
        asker.name(), null, true, new TreeMap<>(roles), asker.rights(), 0, Instant.EPOCH);
  }

  private static ApiToken token(Asker asker) {
    return new ApiToken(
        asker.name(),
        Tokens.hash("secret of " + asker.name()),
        null,
        Objects.requireNonNull(asker.role()),
        Objects.requireNonNull(asker.scopes()),
        asker.rights(),
        "test",
        Instant.EPOCH,
        Instant.now().plusSeconds(3600));
  }

  @AfterAll
  void stop() {
    site.close();
  }

  static Stream<Operation> operations() {
    return Operations.all().stream();
  }

  /** A path that the operation fits, of things that are not there. */
  private static String path(Operation operation) {
    return operation
        .path()
        .replace(":camera", "nowhere")
        .replace(":name", "nobody-known")
        .replace(":lane", "no-lane")
        .replace(":plate", "A123")
        .replace(":id", "00000000-0000-0000-0000-000000000000")
        .replace(":fault", "black")
        .replace(":which", "before.jpg")
        .replace(":file", "nothing.mp4");
  }

  private HttpRequest.Builder request(Operation operation) {
    return site.request(path(operation))
        .method(operation.method(), HttpRequest.BodyPublishers.ofString("{}"));
  }

  private HttpResponse<String> as(@Nullable Asker asker, Operation operation) throws Exception {
    HttpRequest.Builder request = request(operation);
    if (asker != null && asker.scopes() != null) {
      request.header("Authorization", "Bearer secret of " + asker.name());
    } else if (asker != null) {
      // A new session for each: some operations end it.
      request.header(
          "Cookie",
          "gatehouse=" + site.parts().sessions().begin(new Holder.User(asker.name(), 0), "test"));
      request.header("Sec-Fetch-Site", "same-origin");
    }
    return send(request.build());
  }

  /** These are more refusals than an address may have at once: it asks again, as it is told. */
  private HttpResponse<String> send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = site.send(request);
    while (answer.body().contains("requests a second")) {
      answer = site.send(request);
    }
    return answer;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_asEveryRoleAndNobody_isLetThroughOrRefused(Operation operation) throws Exception {
    HttpResponse<String> nobodys = as(null, operation);
    if (operation.least() == null) {
      assertThat(nobodys.statusCode()).isNotIn(401, 403);
    } else {
      assertThat(nobodys.statusCode()).isEqualTo(401);
    }
    for (Asker asker : askers()) {
      int status = as(asker, operation).statusCode();
      if (asker.may(operation)) {
        assertThat(status).as("%s as %s", operation, asker).isNotIn(401, 403);
      } else {
        assertThat(status).as("%s as %s", operation, asker).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operation_thatChangesSomething_isRefusedToASessionFromElsewhere(Operation operation)
      throws Exception {
    if (operation.method().equals("GET") || operation.least() == null) {
      return;
    }
    String cookie =
        "gatehouse="
            + site.parts().sessions().begin(new Holder.User("admin-with-rights", 0), "test");
    HttpRequest plain = request(operation).header("Cookie", cookie).build();
    HttpRequest foreign =
        request(operation).header("Cookie", cookie).header("Origin", "http://evil.example").build();
    HttpRequest crossSite =
        request(operation).header("Cookie", cookie).header("Sec-Fetch-Site", "cross-site").build();
    for (HttpRequest request : List.of(plain, foreign, crossSite)) {
      assertThat(send(request).statusCode()).as("%s", operation).isEqualTo(403);
    }
  }

  /** The refusal says what is missing. */
  @Test
  void refusal_says_whatIsNeeded() throws Exception {
    Operation holds = Operations.find("POST", "/api/v1/holds");
    assertThat(as(askers().get(1), Objects.requireNonNull(holds)).body())
        .contains("this needs the role supervisor; viewer is viewer");
  }

  @Test
  void routes_all_haveARowAndEachRowHasItsRoute() {
    Set<String> routes = new TreeSet<>();
    for (Route route : site.server().router().getRoutes()) {
      Set<HttpMethod> methods = route.methods();
      String path = route.getName();
      if (methods != null && path != null) {
        methods.forEach(method -> routes.add(method.name() + " " + path));
      }
    }
    assertThat(routes)
        .as("a route without a row in Operations is served to nobody; a row without one is dead")
        .containsExactlyInAnyOrderElementsOf(
            Operations.all().stream().map(Operation::toString).toList());
  }

  @Test
  void rows_neverFitTheSameRequest() {
    List<Operation> all = Operations.all();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(all.get(i).mixedUpWith(all.get(j)))
            .as("%s and %s", all.get(i), all.get(j))
            .isFalse();
      }
    }
  }

  @Test
  void route_withoutARow_isServedToNobody() throws Exception {
    Operation unknown = new Operation("GET", "/api/v1/secrets", Role.VIEWER, null, null);
    assertThat(as(askers().get(8), unknown).statusCode()).isEqualTo(404);
    assertThat(as(null, unknown).statusCode()).isEqualTo(401);
  }
}
