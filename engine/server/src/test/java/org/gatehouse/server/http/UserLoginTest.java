package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.server.http.UserCalls.ALICE;
import static org.gatehouse.server.http.UserCalls.BOB;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first admin's link to logins, sessions and what is noted of them, over real sockets. */
class UserLoginTest {
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
  void firstAdmin_link_worksOnceAndEndsTheOpenAccess() throws Exception {
    assertThat(site.send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(200);
    JsonNode before = Json.parse(site.send("GET", "api/v1/login", "", null).body());
    assertThat(before.path("firstAdmin").asBoolean()).isTrue();
    HttpResponse<String> wrong =
        site.send(
            "POST",
            "api/v1/first-admin",
            Json.text(Map.of("code", "guess", "name", "eve", "password", ALICE)),
            null);
    assertThat(wrong.statusCode()).isEqualTo(401);
    String code = calls.code();
    String cookie = calls.admin();
    assertThat(site.send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(401);
    JsonNode who = Json.parse(site.send("GET", "api/v1/session", "", cookie).body());
    assertThat(who.path("user").asText()).isEqualTo("alice");
    assertThat(who.path("role").asText()).isEqualTo("admin");
    HttpResponse<String> again =
        site.send(
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
        site.send("POST", "api/v1/login", "{\"token\":\"x\",\"purpose\":\"p\"}", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(site.send("GET", "api/v1/site", "", null).statusCode()).isEqualTo(200);
  }

  @Test
  void login_rightWrongUnknownAndDisabled() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    HttpResponse<String> right = calls.login("Bob", BOB);
    assertThat(right.statusCode()).isEqualTo(204);
    assertThat(right.headers().firstValue("Set-Cookie").orElse(""))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(
            Json.parse(site.send("GET", "api/v1/session", "", ServedSite.cookie(right)).body())
                .path("purpose"))
        .hasToString("\"gate duty\"");
    HttpResponse<String> wrong = calls.login("bob", "not this one at all");
    HttpResponse<String> unknown = calls.login("carol", BOB);
    site.accounts().change("bob", account -> account.withEnabled(false));
    HttpResponse<String> disabled = calls.login("bob", BOB);
    for (HttpResponse<String> refused : List.of(wrong, unknown, disabled)) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo(wrong.body());
    }
    assertThat(site.send("GET", "api/v1/session", "", ServedSite.cookie(right)).statusCode())
        .isEqualTo(401);
    site.awaitNoted(line -> line.contains("name=(no such user)"));
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
      assertThat(calls.login("bob", "guess number " + i + " of many").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> heldOff = calls.login("bob", BOB);
    assertThat(heldOff.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(heldOff.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 60);
    assertThat(calls.locked()).containsExactly("bob from 127.0.0.1");
    site.awaitNoted(line -> line.startsWith("login.locked"));
    site.parts().lockOut().unlock("bob");
    assertThat(calls.login("bob", BOB).statusCode()).isEqualTo(204);
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
    assertThat(calls.locked()).containsExactly("bob from 127.0.0.1");
    assertThat(calls.login("alice", ALICE).statusCode()).isEqualTo(204);
    assertThat(calls.login("bob", BOB).statusCode()).isEqualTo(429);
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
    assertThat(calls.locked()).isEmpty();
  }

  @Test
  void look_forAnotherPurpose_isNotedUnderIt() throws Exception {
    site.add("bob", BOB, Role.ADMIN);
    String bob = site.session("bob", BOB);
    site.send("GET", "api/v1/vehicles", "", bob);
    site.send("GET", "api/v1/vehicles", "", bob);
    site.send("PUT", "api/v1/session/purpose", "{\"purpose\":\"case 17\"}", bob);
    site.send("GET", "api/v1/vehicles", "", bob);
    List<String> looks =
        site.noted().stream().filter(line -> line.startsWith("lists.read")).toList();
    assertThat(looks).hasSize(2);
    assertThat(looks.getFirst()).contains("gate duty");
    assertThat(looks.getLast()).contains("case 17");
  }

  @Test
  void session_purposePasswordAndEnd() throws Exception {
    calls.admin();
    site.add("bob", BOB, Role.GUARD);
    String bob = site.session("bob", BOB);
    assertThat(
            site.send("PUT", "api/v1/session/purpose", "{\"purpose\":\"case 17\"}", bob)
                .statusCode())
        .isEqualTo(204);
    assertThat(site.send("GET", "api/v1/session", "", bob).body()).contains("case 17");
    String wrong = Json.text(Map.of("old", "something else entirely", "new", ALICE));
    assertThat(site.send("PUT", "api/v1/session/password", wrong, bob).statusCode()).isEqualTo(401);
    String right = Json.text(Map.of("old", BOB, "new", "another staple entirely"));
    assertThat(site.send("PUT", "api/v1/session/password", right, bob).statusCode()).isEqualTo(204);
    assertThat(site.send("GET", "api/v1/session", "", bob).statusCode()).isEqualTo(401);
    String again = site.session("bob", "another staple entirely");
    assertThat(site.send("DELETE", "api/v1/session", "", again).statusCode()).isEqualTo(204);
    assertThat(site.send("GET", "api/v1/session", "", again).statusCode()).isEqualTo(401);
    assertThat(site.noted()).anyMatch(line -> line.startsWith("logout by bob"));
  }

  @Test
  void audit_readByAnAdmin_saysWhoAndWhy() throws Exception {
    String admin = calls.admin();
    JsonNode page = Json.parse(site.send("GET", "api/v1/audit?limit=5", "", admin).body());
    JsonNode first = page.path("items").get(0);
    assertThat(first.path("who").asText()).isEqualTo("alice");
    assertThat(first.path("action").asText()).isEqualTo("audit.read");
    assertThat(first.path("purpose").asText()).isNotEmpty();
    assertThat(site.send("GET", "api/v1/audit?limit=x", "", admin).statusCode()).isEqualTo(400);
    assertThat(site.send("GET", "api/v1/audit/head", "", admin).statusCode()).isEqualTo(200);
  }

  @Test
  void login_whileTheAuditLogIsFull_isRefusedInWords() throws Exception {
    site.add("bob", BOB, Role.GUARD);
    FakeEngine.AUDIT.full = true;
    try {
      HttpResponse<String> answer = calls.login("bob", BOB);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("cannot be noted in the audit log");
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(site.accounts().find("bob")).extracting(Account::name).isEqualTo("bob");
  }

  @Test
  void firstAdminAndOwnPassword_whileTheAuditLogIsFull_areNotMade() throws Exception {
    String order = Json.text(Map.of("code", calls.code(), "name", "alice", "password", ALICE));
    FakeEngine.AUDIT.full = true;
    try {
      assertThat(site.send("POST", "api/v1/first-admin", order, null).statusCode()).isEqualTo(503);
      assertThat(site.accounts().none()).isTrue();
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    String alice = calls.admin();
    Account before = site.accounts().all().getFirst();
    FakeEngine.AUDIT.full = true;
    try {
      String body = Json.text(Map.of("old", ALICE, "new", "another staple entirely"));
      assertThat(site.send("PUT", "api/v1/session/password", body, alice).statusCode())
          .isEqualTo(503);
    } finally {
      FakeEngine.AUDIT.full = false;
    }
    assertThat(site.accounts().all()).containsExactly(before);
  }

  @Test
  void passwords_thatCanBeNone_areRefusedAndNotNoted() throws Exception {
    String order = Json.text(Map.of("code", calls.code(), "name", "alice", "password", "short"));
    assertThat(site.send("POST", "api/v1/first-admin", order, null).statusCode()).isEqualTo(400);
    String alice = calls.admin();
    String body = Json.text(Map.of("old", ALICE, "new", "short"));
    assertThat(site.send("PUT", "api/v1/session/password", body, alice).statusCode())
        .isEqualTo(400);
    assertThat(site.noted())
        .filteredOn(line -> line.startsWith("user."))
        .singleElement()
        .asString()
        .startsWith("user.added by alice");
  }
}
