package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.server.http.UserCalls.ALICE;
import static org.gatehouse.server.http.UserCalls.BOB;
import static org.gatehouse.server.http.UserCalls.tag;
import static org.gatehouse.server.http.UserCalls.tokenOrder;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users are added, changed and reset by those who may, over real sockets. */
class UserKeepingTest {
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
  void users_addedChangedReset_andTheirSessionsFollow() throws Exception {
    String admin = calls.admin();
    HttpResponse<String> added =
        site.send(
            "POST",
            "api/v1/users",
            "{\"name\":\"bob\",\"roles\":{\"test-site\":\"guard\"}}",
            admin);
    assertThat(added.statusCode()).isEqualTo(201);
    String password = Json.parse(added.body()).path("password").asText();
    String bob = site.session("bob", password);
    assertThat(site.send("GET", "api/v1/holds", "", bob).statusCode()).isEqualTo(200);
    assertThat(site.send("POST", "api/v1/holds", "{}", bob).statusCode()).isEqualTo(403);
    site.send("PUT", "api/v1/users/bob", "{\"roles\":{\"test-site\":\"supervisor\"}}", admin);
    assertThat(site.send("POST", "api/v1/holds", "{}", bob).statusCode()).isEqualTo(400);
    HttpResponse<String> reset = site.send("POST", "api/v1/users/bob/reset", "{}", admin);
    assertThat(reset.statusCode()).isEqualTo(200);
    assertThat(site.send("GET", "api/v1/holds", "", bob).statusCode()).isEqualTo(401);
    assertThat(calls.login("bob", password).statusCode()).isEqualTo(401);
    JsonNode users = Json.parse(site.send("GET", "api/v1/users", "", admin).body()).path("items");
    assertThat(users).hasSize(2);
    assertThat(users.toString()).doesNotContain("argon2").doesNotContain("password");
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("user.changed by alice") && line.contains("SUPERVISOR"))
        .anyMatch(line -> line.startsWith("user.reset by alice"));
  }

  @Test
  void users_lastAdmin_cannotBeDisabledOrDemoted() throws Exception {
    String admin = calls.admin();
    assertThat(site.send("PUT", "api/v1/users/alice", "{\"enabled\":false}", admin).statusCode())
        .isEqualTo(409);
    assertThat(
            site.send("PUT", "api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", admin)
                .statusCode())
        .isEqualTo(409);
    site.add("bob", BOB, Role.ADMIN);
    assertThat(
            site.send("PUT", "api/v1/users/alice", "{\"roles\":{\"*\":\"viewer\"}}", admin)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void users_siteWithControlCharacters_isRefusedAndUsersAreStillRead() throws Exception {
    String admin = calls.admin();
    site.add("bob", BOB, Role.GUARD);
    for (String site : List.of("a\\nb", "a\\rb", "a\\tb", "\\u0000", "\\u0085", "north\\n", " ")) {
      String body = "{\"roles\":{\"" + site + "\":\"viewer\"}}";
      assertThat(this.site.send("PUT", "api/v1/users/bob", body, admin).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(site.send("GET", "api/v1/users", "", admin).statusCode()).isEqualTo(200);
    assertThat(site.accounts().all().getLast().roles()).isEqualTo(Map.of("test-site", Role.GUARD));
  }

  @Test
  void users_changedMeanwhile_areNotChangedByWhoReadThemBefore() throws Exception {
    String token = calls.token("keeper");
    site.add("bob", BOB, Role.VIEWER);
    String read = tag(site.get("api/v1/users", token));
    String guard = "{\"roles\":{\"test-site\":\"guard\"}}";
    HttpResponse<String> first = calls.put("api/v1/users/bob", guard, token, read);
    assertThat(first.statusCode()).isEqualTo(200);
    HttpResponse<String> stale = calls.put("api/v1/users/bob", "{\"enabled\":false}", token, read);
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(site.accounts().all().getFirst().enabled()).isTrue();
    assertThat(calls.put("api/v1/users/bob", "{\"enabled\":false}", token, tag(first)).statusCode())
        .isEqualTo(200);
    assertThat(calls.put("api/v1/users/bob", guard, token, "x").statusCode()).isEqualTo(400);
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
            calls.order("api/v1/users/" + name, "{\"roles\":{\"*\":\"viewer\"}}", token, null);
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
    String token = calls.token("keeper");
    site.add("bob", BOB, Role.VIEWER);
    Account before = site.accounts().all().getFirst();
    FakeEngine.AUDIT.full = true;
    try {
      String roles = "{\"roles\":{\"test-site\":\"supervisor\"}}";
      assertThat(calls.put("api/v1/users/bob", roles, token, null).statusCode()).isEqualTo(503);
      String carol = "{\"name\":\"carol\",\"roles\":{}}";
      assertThat(calls.post("api/v1/users", carol, token).statusCode()).isEqualTo(503);
      assertThat(calls.post("api/v1/users/bob/reset", "{}", token).statusCode()).isEqualTo(503);
      assertThat(calls.post("api/v1/tokens", tokenOrder("events", 60), token).statusCode())
          .isEqualTo(503);
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

  @Test
  void users_badInput_isAProblemWithoutTheSecret() throws Exception {
    String admin = calls.admin();
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
      HttpResponse<String> answer = site.send("POST", "api/v1/users", body, admin);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).doesNotContain("c4nary");
    }
    assertThat(site.send("PUT", "api/v1/users/nobody", "{}", admin).statusCode()).isEqualTo(404);
    assertThat(site.send("POST", "api/v1/users/nobody/reset", "{}", admin).statusCode())
        .isEqualTo(404);
  }
}
