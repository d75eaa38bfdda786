package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first admin's link to users, sessions and tokens, over real sockets. */
class UserLoginTest {
  private static final String ALICE = "correct horse battery";
  private static final String BOB = "staple of the guards";

  @TempDir Path data;
  private final List<String> locked = new ArrayList<>();
  private ServedSite site;

  @BeforeEach
  void start() {
    site = new ServedSite(data, TestAccess.of(new MemoryAccounts(), locked::add));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> send(
      String method, String path, String body, @Nullable String cookie) throws Exception {
    return site.send(method, path, body, cookie);
  }

  private HttpResponse<String> login(String name, String password) throws Exception {
    return site.send(site.login(name, password));
  }

  private String code() {
    return site.parts().firstAdmin().fragment().substring("#first-admin=".length());
  }

  /** The site's first admin, logged in. */
  private String admin() throws Exception {
    HttpResponse<String> made =
        send(
            "POST",
            "api/v1/first-admin",
            Json.text(Map.of("code", code(), "name", "Alice", "password", ALICE)),
            null);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(204);
    return ServedSite.cookie(made);
  }

  @Test
  void firstAdmin_link_worksOnceAndEndsTheOpenAccess() throws Exception {
    assertThat(send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(200);
    JsonNode before = Json.parse(send("GET", "api/v1/login", "", null).body());
    assertThat(before.path("firstAdmin").asBoolean()).isTrue();
    HttpResponse<String> wrong =
        send(
            "POST",
            "api/v1/first-admin",
            Json.text(Map.of("code", "guess", "name", "eve", "password", ALICE)),
            null);
    assertThat(wrong.statusCode()).isEqualTo(401);
    String code = code();
    String cookie = admin();
    assertThat(send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(401);
    JsonNode who = Json.parse(send("GET", "api/v1/session", "", cookie).body());
    assertThat(who.path("user").asText()).isEqualTo("alice");
    assertThat(who.path("role").asText()).isEqualTo("admin");
    HttpResponse<String> again =
        send(
            "POST",
            "api/v1/first-admin",
            Json.text(Map.of("code", code, "name", "eve", "password", ALICE)),
            null);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(site.accounts().find("eve")).isNull();
    assertThat(site.noted()).anyMatch(line -> line.startsWith("user.added by alice"));
  }

  /** This machine may do everything until there is a user, and not because it logged in before. */
  @Test
  void login_byAnyTokenWhileThereIsNoUser_givesNoSession() throws Exception {
    HttpResponse<String> answer =
        send("POST", "api/v1/login", "{\"token\":\"x\",\"purpose\":\"p\"}", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(200);
  }

  @Test
  void login_rightWrongUnknownAndDisabled() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    HttpResponse<String> right = login("Bob", BOB);
    assertThat(right.statusCode()).isEqualTo(204);
    assertThat(right.headers().firstValue("Set-Cookie").orElse(""))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(
            Json.parse(send("GET", "api/v1/session", "", ServedSite.cookie(right)).body())
                .path("purpose"))
        .hasToString("\"gate duty\"");
    HttpResponse<String> wrong = login("bob", "not this one at all");
    HttpResponse<String> unknown = login("carol", BOB);
    site.accounts().change("bob", account -> account.withEnabled(false));
    HttpResponse<String> disabled = login("bob", BOB);
    for (HttpResponse<String> refused : List.of(wrong, unknown, disabled)) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo(wrong.body());
    }
    assertThat(send("GET", "api/v1/session", "", ServedSite.cookie(right)).statusCode())
        .isEqualTo(401);
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("login by bob") && line.contains("from=127.0.0.1"))
        .anyMatch(line -> line.startsWith("login.failed by 127.0.0.1") && line.contains("name=bob"))
        .anyMatch(line -> line.contains("name=(no such user)"))
        .noneMatch(line -> line.contains("carol"));
  }

  @Test
  void login_wrongFiveTimes_isHeldOffAndTold() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    for (int i = 0; i < 5; i++) {
      assertThat(login("bob", "guess number " + i + " of many").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> heldOff = login("bob", BOB);
    assertThat(heldOff.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(heldOff.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 60);
    assertThat(locked).containsExactly("bob from 127.0.0.1");
    assertThat(site.noted()).anyMatch(line -> line.startsWith("login.locked"));
    site.parts().lockOut().unlock("bob");
    assertThat(login("bob", BOB).statusCode()).isEqualTo(204);
  }

  /** A password is checked for a while, in which many others can be asked about. */
  @Test
  void login_manyGuessesAtOnce_fiveAreCheckedAndOthersGetInFromThenOn() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    site.add("alice", ALICE, Role.GUARD);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      answers.add(
          site.client()
              .sendAsync(
                  site.login("bob", "guess number " + i + " of many"),
                  HttpResponse.BodyHandlers.ofString()));
    }
    List<Integer> statuses = answers.stream().map(each -> each.join().statusCode()).toList();
    assertThat(statuses).containsOnly(401, 429);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
    assertThat(locked).containsExactly("bob from 127.0.0.1");
    assertThat(login("alice", ALICE).statusCode()).isEqualTo(204);
    assertThat(login("bob", BOB).statusCode()).isEqualTo(429);
  }

  @Test
  void login_rightOnesAtOnce_getInAndAreNotCounted() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    for (int round = 0; round < 3; round++) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(
            site.client().sendAsync(site.login("bob", BOB), HttpResponse.BodyHandlers.ofString()));
      }
      assertThat(answers).extracting(each -> each.join().statusCode()).containsOnly(204);
    }
    assertThat(locked).isEmpty();
  }

  @Test
  void users_addedChangedReset_andTheirSessionsFollow() throws Exception {
    String admin = admin();
    HttpResponse<String> added =
        send(
            "POST",
            "api/v1/users",
            "{\"name\":\"bob\",\"roles\":{\"test-site\":\"guard\"}}",
            admin);
    assertThat(added.statusCode()).isEqualTo(201);
    String password = Json.parse(added.body()).path("password").asText();
    String bob = site.session("bob", password);
    assertThat(send("GET", "api/v1/holds", "", bob).statusCode()).isEqualTo(200);
    assertThat(send("POST", "api/v1/holds", "{}", bob).statusCode()).isEqualTo(403);
    send("PUT", "api/v1/users/bob", "{\"roles\":{\"test-site\":\"supervisor\"}}", admin);
    assertThat(send("POST", "api/v1/holds", "{}", bob).statusCode()).isEqualTo(400);
    HttpResponse<String> reset = send("POST", "api/v1/users/bob/reset", "{}", admin);
    assertThat(reset.statusCode()).isEqualTo(200);
    assertThat(send("GET", "api/v1/holds", "", bob).statusCode()).isEqualTo(401);
    assertThat(login("bob", password).statusCode()).isEqualTo(401);
    JsonNode users = Json.parse(send("GET", "api/v1/users", "", admin).body()).path("items");
    assertThat(users).hasSize(2);
    assertThat(users.toString()).doesNotContain("argon2").doesNotContain("password");
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("user.changed by alice") && line.contains("SUPERVISOR"))
        .anyMatch(line -> line.startsWith("user.reset by alice"));
  }

  @Test
  void users_lastAdmin_cannotBeDisabledOrDemoted() throws Exception {
    String admin = admin();
    assertThat(send("PUT", "api/v1/users/alice", "{\"enabled\":false}", admin).statusCode())
        .isEqualTo(409);
    assertThat(
            send("PUT", "api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", admin).statusCode())
        .isEqualTo(409);
    site.add("bob", BOB, Role.ADMIN);
    assertThat(
            send("PUT", "api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", admin).statusCode())
        .isEqualTo(200);
  }

  @Test
  void users_siteWithControlCharacters_isRefusedAndUsersAreStillRead() throws Exception {
    String admin = admin();
    site.add("bob", BOB, Role.GUARD);
    for (String site : List.of("a\\nb", "a\\rb", "a\\tb", "\\u0000", "\\u0085", "north\\n", " ")) {
      String body = "{\"roles\":{\"" + site + "\":\"viewer\"}}";
      assertThat(send("PUT", "api/v1/users/bob", body, admin).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(send("GET", "api/v1/users", "", admin).statusCode()).isEqualTo(200);
    assertThat(site.accounts().all().getLast().roles()).isEqualTo(Map.of("test-site", Role.GUARD));
  }

  private HttpResponse<String> put(String path, String body, String token, @Nullable String tag)
      throws Exception {
    return site.send(order(path, body, token, tag));
  }

  private HttpRequest order(String path, String body, String token, @Nullable String tag) {
    HttpRequest.Builder request =
        site.request(path)
            .header("Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    if (tag != null) {
      request.header("If-Match", tag);
    }
    return request.build();
  }

  /** A token for users and events that nobody made. */
  private String token(String name) {
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

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void users_changedMeanwhile_areNotChangedByWhoReadThemBefore() throws Exception {
    String token = token("keeper");
    site.add("bob", BOB, Role.VIEWER);
    String read = tag(site.get("api/v1/users", token));
    String guard = "{\"roles\":{\"test-site\":\"guard\"}}";
    HttpResponse<String> first = put("api/v1/users/bob", guard, token, read);
    assertThat(first.statusCode()).isEqualTo(200);
    HttpResponse<String> stale = put("api/v1/users/bob", "{\"enabled\":false}", token, read);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(site.accounts().all().getFirst().enabled()).isTrue();
    assertThat(put("api/v1/users/bob", "{\"enabled\":false}", token, tag(first)).statusCode())
        .isEqualTo(200);
    assertThat(put("api/v1/users/bob", guard, token, "x").statusCode()).isEqualTo(400);
  }

  @Test
  void users_twoAdminsDemotedAtOnce_oneStays() throws Exception {
    String token = site.parts().commandToken().reveal();
    site.add("alice", ALICE, Role.ADMIN);
    site.add("bob", BOB, Role.ADMIN);
    for (int round = 0; round < 20; round++) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (String name : List.of("alice", "bob")) {
        HttpRequest order =
            order("api/v1/users/" + name, "{\"roles\":{\"*\":\"viewer\"}}", token, null);
        answers.add(site.client().sendAsync(order, HttpResponse.BodyHandlers.ofString()));
      }
      assertThat(answers).extracting(each -> each.join().statusCode()).containsOnlyOnce(200, 409);
      for (String name : List.of("alice", "bob")) {
        site.accounts()
            .change(name, account -> account.withRoles(Map.of("test-site", Role.ADMIN), Set.of()));
      }
    }
  }

  @Test
  void usersAndTokens_whileTheAuditLogIsFull_areNotChanged() throws Exception {
    String token = token("keeper");
    site.add("bob", BOB, Role.VIEWER);
    Account before = site.accounts().all().getFirst();
    FakeEngine.AUDIT.full = true;
    try {
      String roles = "{\"roles\":{\"test-site\":\"supervisor\"}}";
      assertThat(put("api/v1/users/bob", roles, token, null).statusCode()).isEqualTo(503);
      String carol = "{\"name\":\"carol\",\"roles\":{}}";
      assertThat(post("api/v1/users", carol, token).statusCode()).isEqualTo(503);
      assertThat(post("api/v1/users/bob/reset", "{}", token).statusCode()).isEqualTo(503);
      assertThat(post("api/v1/tokens", order("events", 60), token).statusCode()).isEqualTo(503);
      HttpRequest delete =
          site.request("api/v1/tokens/keeper")
              .header("Authorization", "Bearer " + token)
              .DELETE()
              .build();
      assertThat(site.send(delete).statusCode()).isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(site.accounts().all()).containsExactly(before);
    assertThat(site.accounts().tokens()).extracting(ApiToken::name).containsExactly("keeper");
  }

  private HttpResponse<String> post(String path, String body, String token) throws Exception {
    HttpRequest request =
        site.request(path)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return site.send(request);
  }

  private static String order(String scope, int seconds) {
    return "{\"name\":\"next\",\"role\":\"admin\",\"scopes\":[\"%s\"],\"purpose\":\"p\",\"expires\":\"%s\"}"
        .formatted(scope, Instant.now().plusSeconds(seconds));
  }

  @Test
  void token_madeByAToken_mayNoMoreNoLongerAndOnlyWhileItsMakerMay() throws Exception {
    admin();
    site.add("carol", "carol's long password", Role.ADMIN);
    String carol = site.session("carol", "carol's long password");
    String own = order("users", 3600).replace("next", "own");
    String first =
        Json.parse(send("POST", "api/v1/tokens", own, carol).body()).path("token").asText();
    assertThat(post("api/v1/tokens", order("audit", 60), first).statusCode()).isEqualTo(403);
    assertThat(post("api/v1/tokens", order("users", 7200), first).statusCode()).isEqualTo(403);
    HttpResponse<String> made = post("api/v1/tokens", order("users", 60), first);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Json.parse(made.body()).path("maker").asText()).isEqualTo("carol");
    String second = Json.parse(made.body()).path("token").asText();
    assertThat(site.get("api/v1/users", second).statusCode()).isEqualTo(200);
    site.accounts().change("carol", account -> account.withEnabled(false));
    assertThat(site.get("api/v1/users", second).statusCode()).isEqualTo(403);
  }

  @Test
  void token_ofUsers_risesNotByThem() throws Exception {
    String token = token("keeper");
    site.add("alice", ALICE, Role.ADMIN);
    site.add("bob", BOB, Role.VIEWER);
    Set<Right> rights = Set.of(Right.EXPORT_UNREDACTED);
    site.accounts()
        .add("carol", Secret.of(ALICE), Map.of(ServedSite.NAME, Role.SUPERVISOR), rights);
    List<Account> before = site.accounts().all();
    String admin = "{\"roles\":{\"elsewhere\":\"admin\"}}";
    String right = "{\"rights\":[\"export-unredacted\"]}";
    for (HttpResponse<String> answer :
        List.of(
            post("api/v1/users", admin.replace("{\"roles", "{\"name\":\"eve\",\"roles"), token),
            post(
                "api/v1/users",
                right.replace("{\"rights", "{\"name\":\"eve\",\"roles\":{},\"rights"),
                token),
            put("api/v1/users/bob", admin, token, null),
            put("api/v1/users/bob", right, token, null),
            put("api/v1/users/alice", "{\"enabled\":false}", token, null),
            put("api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", token, null),
            put("api/v1/users/carol", "{\"rights\":[]}", token, null),
            post("api/v1/users/alice/reset", "{}", token),
            post("api/v1/users/carol/reset", "{}", token))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(answer.body()).contains("a token neither makes nor changes");
    }
    assertThat(site.accounts().all()).isEqualTo(before);
    assertThat(site.noted()).noneMatch(line -> line.startsWith("user."));
    String guard = "{\"roles\":{\"test-site\":\"guard\"}}";
    assertThat(put("api/v1/users/bob", guard, token, null).statusCode()).isEqualTo(200);
    assertThat(post("api/v1/users/bob/reset", "{}", token).statusCode()).isEqualTo(200);
  }

  @Test
  void look_forAnotherPurpose_isNotedUnderIt() throws Exception {
    site.add("bob", BOB, Role.ADMIN);
    String bob = site.session("bob", BOB);
    send("GET", "api/v1/vehicles", "", bob);
    send("GET", "api/v1/vehicles", "", bob);
    send("PUT", "api/v1/session/purpose", "{\"purpose\":\"case 17\"}", bob);
    send("GET", "api/v1/vehicles", "", bob);
    List<String> looks =
        site.noted().stream().filter(line -> line.startsWith("lists.read")).toList();
    assertThat(looks).hasSize(2);
    assertThat(looks.getFirst()).contains("gate duty");
    assertThat(looks.getLast()).contains("case 17");
  }

  @Test
  void users_badInput_isAProblemWithoutTheSecret() throws Exception {
    String admin = admin();
    for (String body :
        List.of(
            "x",
            "[]",
            "{\"name\":\"bob\"}",
            "{\"name\":\"b b\",\"roles\":{}}",
            "{\"name\":\"bob\",\"roles\":{\"test-site\":\"king\"}}",
            "{\"name\":\"bob\",\"roles\":{},\"rights\":[\"fly\"]}",
            "{\"name\":\"bob\",\"roles\":{},\"password\":\"c4nary\"}",
            "{\"name\":\"bob\",\"roles\":{},\"passwort\":\"c4nary\"}",
            "{\"name\":\"bob\",\"roles\":{},\"password\":7}")) {
      HttpResponse<String> answer = send("POST", "api/v1/users", body, admin);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).doesNotContain("c4nary");
    }
    assertThat(send("PUT", "api/v1/users/nobody", "{}", admin).statusCode()).isEqualTo(404);
    assertThat(send("POST", "api/v1/users/nobody/reset", "{}", admin).statusCode()).isEqualTo(404);
  }

  @Test
  void session_purposePasswordAndEnd() throws Exception {
    admin();
    site.add("bob", BOB, Role.GUARD);
    String bob = site.session("bob", BOB);
    assertThat(send("PUT", "api/v1/session/purpose", "{\"purpose\":\"case 17\"}", bob).statusCode())
        .isEqualTo(204);
    assertThat(send("GET", "api/v1/session", "", bob).body()).contains("case 17");
    String wrong = Json.text(Map.of("old", "something else entirely", "new", ALICE));
    assertThat(send("PUT", "api/v1/session/password", wrong, bob).statusCode()).isEqualTo(401);
    String right = Json.text(Map.of("old", BOB, "new", "another staple entirely"));
    assertThat(send("PUT", "api/v1/session/password", right, bob).statusCode()).isEqualTo(204);
    assertThat(send("GET", "api/v1/session", "", bob).statusCode()).isEqualTo(401);
    String again = site.session("bob", "another staple entirely");
    assertThat(send("DELETE", "api/v1/session", "", again).statusCode()).isEqualTo(204);
    assertThat(send("GET", "api/v1/session", "", again).statusCode()).isEqualTo(401);
    assertThat(site.noted()).anyMatch(line -> line.startsWith("logout by bob"));
  }

  @Test
  void token_madeUsedExpiredAndTakenBack() throws Exception {
    String admin = admin();
    String order =
        "{\"name\":\"report\",\"role\":\"viewer\",\"scopes\":[\"events\"],"
            + "\"purpose\":\"nightly report\",\"expires\":\"%s\"}";
    HttpResponse<String> made =
        send("POST", "api/v1/tokens", order.formatted(Instant.now().plusSeconds(3600)), admin);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String token = Json.parse(made.body()).path("token").asText();
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(200);
    assertThat(site.get("api/v1/cameras", token).statusCode()).isEqualTo(403);
    assertThat(site.get("api/v1/events", token + "x").statusCode()).isEqualTo(401);
    assertThat(send("GET", "api/v1/tokens", "", admin).body())
        .contains("nightly report")
        .doesNotContain(token);
    for (Instant never :
        List.of(Instant.now().minusSeconds(1), Instant.now().plusSeconds(400 * 86_400L))) {
      assertThat(send("POST", "api/v1/tokens", order.formatted(never), admin).statusCode())
          .isEqualTo(400);
    }
    assertThat(
            send(
                    "POST",
                    "api/v1/tokens",
                    order
                        .formatted(Instant.now().plusSeconds(9))
                        .replace("\"purpose\"", "\"rights\":[\"export-unredacted\"],\"purpose\""),
                    admin)
                .statusCode())
        .isEqualTo(403);
    assertThat(send("DELETE", "api/v1/tokens/report", "", admin).statusCode()).isEqualTo(204);
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(401);
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("token.made by alice"))
        .anyMatch(line -> line.startsWith("token.deleted by alice"))
        .noneMatch(line -> line.contains(token));
  }

  /** A token never may more than whoever made it, also afterwards. */
  @Test
  void token_makerDisabledOrDemoted_mayNoMore() throws Exception {
    admin();
    site.add("carol", "carol's long password", Role.ADMIN);
    String carol = site.session("carol", "carol's long password");
    String order =
        ("{\"name\":\"t\",\"role\":\"admin\",\"scopes\":[\"users\",\"events\"],"
                + "\"purpose\":\"p\",\"expires\":\"%s\"}")
            .formatted(Instant.now().plusSeconds(3600));
    String token =
        Json.parse(send("POST", "api/v1/tokens", order, carol).body()).path("token").asText();
    assertThat(site.get("api/v1/users", token).statusCode()).isEqualTo(200);
    site.accounts()
        .change("carol", account -> account.withRoles(Map.of("test-site", Role.VIEWER), Set.of()));
    assertThat(site.get("api/v1/users", token).statusCode()).isEqualTo(403);
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(200);
    site.accounts().change("carol", account -> account.withEnabled(false));
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(403);
  }

  @Test
  void audit_readByAnAdmin_saysWhoAndWhy() throws Exception {
    String admin = admin();
    JsonNode page = Json.parse(send("GET", "api/v1/audit?limit=5", "", admin).body());
    JsonNode first = page.path("items").get(0);
    assertThat(first.path("who").asText()).isEqualTo("alice");
    assertThat(first.path("action").asText()).isEqualTo("audit.read");
    assertThat(first.path("purpose").asText()).isNotEmpty();
    assertThat(send("GET", "api/v1/audit?limit=x", "", admin).statusCode()).isEqualTo(400);
    assertThat(send("GET", "api/v1/audit/head", "", admin).statusCode()).isEqualTo(200);
  }

  @Test
  void login_whileTheAuditLogIsFull_isRefusedInWords() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    FakeEngine.AUDIT.full = true;
    try {
      HttpResponse<String> answer = login("bob", BOB);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("cannot be noted in the audit log");
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(site.accounts().find("bob")).extracting(Account::name).isEqualTo("bob");
  }

  @Test
  void firstAdminAndOwnPassword_whileTheAuditLogIsFull_areNotMade() throws Exception {
    String order = Json.text(Map.of("code", code(), "name", "alice", "password", ALICE));
    FakeEngine.AUDIT.full = true;
    try {
      assertThat(send("POST", "api/v1/first-admin", order, null).statusCode()).isEqualTo(503);
      assertThat(site.accounts().none()).isTrue();
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    String alice = admin();
    Account before = site.accounts().all().getFirst();
    FakeEngine.AUDIT.full = true;
    try {
      String body = Json.text(Map.of("old", ALICE, "new", "another staple entirely"));
      assertThat(send("PUT", "api/v1/session/password", body, alice).statusCode()).isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(site.accounts().all()).containsExactly(before);
  }

  @Test
  void passwords_thatCanBeNone_areRefusedAndNotNoted() throws Exception {
    String order = Json.text(Map.of("code", code(), "name", "alice", "password", "short"));
    assertThat(send("POST", "api/v1/first-admin", order, null).statusCode()).isEqualTo(400);
    String alice = admin();
    String body = Json.text(Map.of("old", ALICE, "new", "short"));
    assertThat(send("PUT", "api/v1/session/password", body, alice).statusCode()).isEqualTo(400);
    assertThat(site.noted())
        .filteredOn(line -> line.startsWith("user."))
        .singleElement()
        .asString()
        .startsWith("user.added by alice");
  }

  /** It would keep the power of a machine that nobody logs in at. */
  @Test
  void token_whileThereIsNoUser_isNotMade() throws Exception {
    HttpResponse<String> answer = send("POST", "api/v1/tokens", order("events", 60), null);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("make the first admin");
    assertThat(site.accounts().tokens()).isEmpty();
    assertThat(send("POST", "api/v1/tokens", order("events", 60), admin()).statusCode())
        .isEqualTo(201);
  }
}
