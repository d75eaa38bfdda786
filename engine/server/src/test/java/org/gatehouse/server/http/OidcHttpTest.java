package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.config.OidcConfig.RoleGrant;
import org.gatehouse.server.oidc.FakeProvider;
import org.gatehouse.server.oidc.OidcLogin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in at a provider, as a browser sees it. */
class OidcHttpTest {
  private static final String START = "api/v1/login/oidc";

  @TempDir Path data;
  private FakeProvider provider;
  private OidcLogin oidc;
  private ServedSite site;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    provider.groups("gate-guards");
    serve(null);
  }

  private void serve(@Nullable URI publicUrl) {
    OidcConfig config =
        new OidcConfig(
            provider.issuer(),
            "gatehouse",
            Secret.of("c4nary-secret-of-the-client"),
            List.of("openid"),
            "Office",
            "preferred_username",
            "groups",
            List.of(
                new RoleGrant("gate-guards", Role.GUARD, List.of("*"), List.of()),
                new RoleGrant("chiefs", Role.ADMIN, List.of("*"), List.of(Right.REPUBLISH))),
            null);
    oidc = OidcLogin.open(config, "test-site", publicUrl, Ticker.system());
    site = new ServedSite(data, TestAccess.required().with(oidc));
  }

  private void leave() {
    site.close();
    oidc.close();
  }

  @AfterEach
  void stop() {
    leave();
    provider.close();
  }

  private HttpResponse<String> get(String path, @Nullable String cookie, String... headers)
      throws Exception {
    HttpRequest.Builder request = site.request(path);
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return site.send(request.build());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String setCookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    String whole = setCookie(answer, name);
    return whole.substring(0, whole.indexOf(';'));
  }

  /** Comes back from the provider, which let the browser in. */
  private HttpResponse<String> back(HttpResponse<String> started, String... headers)
      throws Exception {
    URI asked = URI.create(location(started));
    return get(
        START + "/callback?session_state=x&state=" + state(asked) + "&code=" + provider.code(asked),
        cookie(started, "gatehouse-login"),
        headers);
  }

  private static String state(URI asked) {
    String query = asked.getRawQuery();
    return query.replaceAll("(^|.*&)state=([^&]*).*", "$2");
  }

  @Test
  void login_wholeWay_opensWhatTheRoleMay() throws Exception {
    assertThat(get("api/v1/site", null).statusCode()).isEqualTo(401);
    JsonNode ways = Json.parse(get("api/v1/login", null).body());
    assertThat(ways.path("ways").toString()).isEqualTo("[\"oidc\"]");
    assertThat(ways.path("button").asText()).isEqualTo("Office");

    HttpResponse<String> started = get(START + "?return=/?view=lanes&purpose=gate+duty", null);
    assertThat(started.statusCode()).isEqualTo(303);
    assertThat(location(started))
        .startsWith(provider.issuer() + "/auth?")
        .contains("code_challenge_method=S256")
        .contains(
            "127.0.0.1%3A" + site.url("").getPort() + "%2Fapi%2Fv1%2Flogin%2Foidc%2Fcallback");
    assertThat(setCookie(started, "gatehouse-login"))
        .contains("HTTPOnly", "SameSite=Lax", "Path=/api/v1/login/oidc", "Max-Age=600");

    HttpResponse<String> back = back(started);
    assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
    assertThat(location(back)).isEqualTo("/?view=lanes");
    assertThat(setCookie(back, "gatehouse-login")).contains("Max-Age=0");
    assertThat(setCookie(back, "gatehouse")).contains("HTTPOnly", "SameSite=Strict");
    String session = cookie(back, "gatehouse");
    JsonNode who = Json.parse(get("api/v1/session", session).body());
    assertThat(who.path("user").asText()).isEqualTo("oidc:gina");
    assertThat(who.path("role").asText()).isEqualTo("guard");
    assertThat(who.path("purpose").asText()).isEqualTo("gate duty");
    assertThat(get("api/v1/holds", session).statusCode()).isEqualTo(200);
    assertThat(get("api/v1/exports", session).statusCode()).isEqualTo(403);
    assertThat(site.noted())
        .anyMatch(line -> line.startsWith("login by oidc:gina") && line.contains("4711"))
        .noneMatch(line -> line.contains("c4nary-"));

    assertThat(site.send("DELETE", "api/v1/session", "", session).statusCode()).isEqualTo(204);
    assertThat(get("api/v1/session", session).statusCode()).isEqualTo(401);
  }

  /** A code and its state that somebody saw are worth nothing to them. */
  @Test
  void callback_againOrFromAnotherBrowser_isAProblemAndNoSession() throws Exception {
    HttpResponse<String> started = get(START, null);
    URI asked = URI.create(location(started));
    String address = START + "/callback?state=" + state(asked) + "&code=" + provider.code(asked);
    for (String cookie :
        new String[] {null, "gatehouse-login=x", cookie(started, "gatehouse-login")}) {
      HttpResponse<String> answer = get(address, cookie);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("begin again");
      assertThat(answer.headers().allValues("Set-Cookie"))
          .noneMatch(c -> c.startsWith("gatehouse="));
    }
    assertThat(provider.asked()).isEmpty();
    site.awaitNoted(line -> line.startsWith("login.failed"));
    assertThat(site.noted()).filteredOn(line -> line.startsWith("login.failed")).hasSize(1);
  }

  @Test
  void callback_refused_saysWhyToProgramsAndSendsBrowsersToThePage() throws Exception {
    provider.groups("nobody-here");
    HttpResponse<String> program = back(get(START, null));
    assertThat(program.statusCode()).isEqualTo(403);
    assertThat(program.body()).contains("oidc:gina has no role at this site");
    HttpResponse<String> browser = back(get(START, null), "Accept", "text/html,*/*;q=0.8");
    assertThat(browser.statusCode()).isEqualTo(303);
    assertThat(location(browser)).isEqualTo("/#login-failed=no-role");
    site.awaitNoted(line -> line.startsWith("login.failed") && line.contains("oidc:gina"));
    assertThat(site.noted()).noneMatch(line -> line.startsWith("login by"));

    HttpResponse<String> denied = get(START, null);
    String address =
        START
            + "/callback?error=access_denied&error_description=no&state="
            + state(URI.create(location(denied)));
    assertThat(get(address, cookie(denied, "gatehouse-login")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/%5Cevil.example/",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "/%0A",
        "/x%0D%0ASet-Cookie:a=b",
        "evil",
        ""
      })
  void start_returnToElsewhere_isRefused(String target) throws Exception {
    assertThat(get(START + "?return=" + target, null).statusCode()).isEqualTo(400);
  }

  @Test
  void start_providerNotThere_isAProblemAndUsersLogInAsBefore() throws Exception {
    provider.close();
    HttpResponse<String> program = get(START, null);
    assertThat(program.statusCode()).isEqualTo(502);
    assertThat(program.body()).contains("does not answer as it should");
    HttpResponse<String> browser = get(START, null, "Accept", "text/html");
    assertThat(location(browser)).isEqualTo("/#login-failed=unreachable");
    site.accounts().add("bob", Secret.of("staple of the guards"), Map.of(), Set.of());
    HttpResponse<String> bob =
        site.send(
            "POST",
            "api/v1/login",
            "{\"name\":\"bob\",\"password\":\"staple of the guards\"}",
            "x=y");
    assertThat(bob.statusCode()).isEqualTo(204);
  }

  @Test
  void guest_asAdmin_hasNoPasswordAndMakesNoTokens() throws Exception {
    provider.groups("chiefs");
    String session = cookie(back(get(START, null)), "gatehouse");
    assertThat(get("api/v1/users", session).statusCode()).isEqualTo(200);
    HttpResponse<String> password =
        site.send("PUT", "api/v1/session/password", "{\"old\":\"a\",\"new\":\"b\"}", session);
    assertThat(password.statusCode()).isEqualTo(409);
    String order =
        "{\"name\":\"t\",\"role\":\"viewer\",\"scopes\":[\"events\"],\"purpose\":\"p\","
            + "\"expires\":\"%s\"}".formatted(Instant.now().plusSeconds(60));
    HttpResponse<String> token = site.send("POST", "api/v1/tokens", order, session);
    assertThat(token.statusCode()).isEqualTo(409);
    assertThat(token.body()).contains("log in as a user of this engine");
  }

  @Test
  void publicUrl_withAPath_isWhereTheProviderSendsTo() throws Exception {
    leave();
    serve(URI.create("https://gate.example/site"));
    HttpResponse<String> started = get(START, null);
    assertThat(location(started))
        .contains("https%3A%2F%2Fgate.example%2Fsite%2Fapi%2Fv1%2Flogin%2Foidc%2Fcallback");
    assertThat(setCookie(started, "gatehouse-login"))
        .contains("Path=/site/api/v1/login/oidc", "Secure");
  }
}
