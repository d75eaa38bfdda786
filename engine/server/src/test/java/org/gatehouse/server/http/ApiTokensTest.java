package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.server.http.UserCalls.ALICE;
import static org.gatehouse.server.http.UserCalls.BOB;
import static org.gatehouse.server.http.UserCalls.tokenOrder;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of programs, and that they may no more than their makers, over real sockets. */
class ApiTokensTest {
  @TempDir Path data;
  private UserCalls calls;
  private ServedSite site;

  @BeforeEach
  void start() {
    calls = new UserCalls(data);
    site = calls.site();
  }

  @AfterEach
  void stop() {
    calls.close();
  }

  @Test
  void token_madeByAToken_mayNoMoreNoLongerAndOnlyWhileItsMakerMay() throws Exception {
    calls.admin();
    site.add("carol", "carol's long password", Role.ADMIN);
    String carol = site.session("carol", "carol's long password");
    String own = tokenOrder("users", 3600).replace("next", "own");
    String first =
        Json.parse(site.send("POST", "api/v1/tokens", own, carol).body()).path("token").asText();
    assertThat(calls.post("api/v1/tokens", tokenOrder("audit", 60), first).statusCode())
        .isEqualTo(403);
    assertThat(calls.post("api/v1/tokens", tokenOrder("users", 7200), first).statusCode())
        .isEqualTo(403);
    HttpResponse<String> made = calls.post("api/v1/tokens", tokenOrder("users", 60), first);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Json.parse(made.body()).path("maker").asText()).isEqualTo("carol");
    String second = Json.parse(made.body()).path("token").asText();
    assertThat(site.get("api/v1/users", second).statusCode()).isEqualTo(200);
    site.accounts().change("carol", account -> account.withEnabled(false));
    assertThat(site.get("api/v1/users", second).statusCode()).isEqualTo(403);
  }

  @Test
  void token_ofUsers_risesNotByThem() throws Exception {
    String token = calls.token("keeper");
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
            calls.post(
                "api/v1/users", admin.replace("{\"roles", "{\"name\":\"eve\",\"roles"), token),
            calls.post(
                "api/v1/users",
                right.replace("{\"rights", "{\"name\":\"eve\",\"roles\":{},\"rights"),
                token),
            calls.put("api/v1/users/bob", admin, token, null),
            calls.put("api/v1/users/bob", right, token, null),
            calls.put("api/v1/users/alice", "{\"enabled\":false}", token, null),
            calls.put("api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", token, null),
            calls.put("api/v1/users/carol", "{\"rights\":[]}", token, null),
            calls.post("api/v1/users/alice/reset", "{}", token),
            calls.post("api/v1/users/carol/reset", "{}", token))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(answer.body()).contains("a token neither makes nor changes");
    }
    assertThat(site.accounts().all()).isEqualTo(before);
    assertThat(site.noted()).noneMatch(line -> line.startsWith("user."));
    String guard = "{\"roles\":{\"test-site\":\"guard\"}}";
    assertThat(calls.put("api/v1/users/bob", guard, token, null).statusCode()).isEqualTo(200);
    assertThat(calls.post("api/v1/users/bob/reset", "{}", token).statusCode()).isEqualTo(200);
  }

  @Test
  void token_madeUsedExpiredAndTakenBack() throws Exception {
    String admin = calls.admin();
    String order =
        "{\"name\":\"report\",\"role\":\"viewer\",\"scopes\":[\"events\"],"
            + "\"purpose\":\"nightly report\",\"expires\":\"%s\"}";
    HttpResponse<String> made =
        site.send("POST", "api/v1/tokens", order.formatted(Instant.now().plusSeconds(3600)), admin);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String token = Json.parse(made.body()).path("token").asText();
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(200);
    assertThat(site.get("api/v1/cameras", token).statusCode()).isEqualTo(403);
    assertThat(site.get("api/v1/events", token + "x").statusCode()).isEqualTo(401);
    assertThat(site.send("GET", "api/v1/tokens", "", admin).body())
        .contains("nightly report")
        .doesNotContain(token);
    for (Instant never :
        List.of(Instant.now().minusSeconds(1), Instant.now().plusSeconds(400 * 86_400L))) {
      assertThat(site.send("POST", "api/v1/tokens", order.formatted(never), admin).statusCode())
          .isEqualTo(400);
    }
    assertThat(
            site.send(
                    "POST",
                    "api/v1/tokens",
                    order
                        .formatted(Instant.now().plusSeconds(9))
                        .replace("\"purpose\"", "\"rights\":[\"export-unredacted\"],\"purpose\""),
                    admin)
                .statusCode())
        .isEqualTo(403);
    assertThat(site.send("DELETE", "api/v1/tokens/report", "", admin).statusCode()).isEqualTo(204);
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(401);
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("token.made by alice"))
        .anyMatch(line -> line.startsWith("token.deleted by alice"))
        .noneMatch(line -> line.contains(token));
  }

  /** A token never may more than whoever made it, also afterwards. */
  @Test
  void token_makerDisabledOrDemoted_mayNoMore() throws Exception {
    calls.admin();
    site.add("carol", "carol's long password", Role.ADMIN);
    String carol = site.session("carol", "carol's long password");
    String order =
        ("{\"name\":\"t\",\"role\":\"admin\",\"scopes\":[\"users\",\"events\"],"
                + "\"purpose\":\"p\",\"expires\":\"%s\"}")
            .formatted(Instant.now().plusSeconds(3600));
    String token =
        Json.parse(site.send("POST", "api/v1/tokens", order, carol).body()).path("token").asText();
    assertThat(site.get("api/v1/users", token).statusCode()).isEqualTo(200);
    site.accounts()
        .change("carol", account -> account.withRoles(Map.of("test-site", Role.VIEWER), Set.of()));
    assertThat(site.get("api/v1/users", token).statusCode()).isEqualTo(403);
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(200);
    site.accounts().change("carol", account -> account.withEnabled(false));
    assertThat(site.get("api/v1/events", token).statusCode()).isEqualTo(403);
  }

  /** It would keep the power of a machine that nobody logs in at. */
  @Test
  void token_whileThereIsNoUser_isNotMade() throws Exception {
    HttpResponse<String> answer =
        site.send("POST", "api/v1/tokens", tokenOrder("events", 60), null);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("make the first admin");
    assertThat(site.accounts().tokens()).isEmpty();
    assertThat(
            site.send("POST", "api/v1/tokens", tokenOrder("events", 60), calls.admin())
                .statusCode())
        .isEqualTo(201);
  }
}
