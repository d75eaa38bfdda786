package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.config.OidcConfig.RoleGrant;
import org.gatehouse.server.evidence.Desk;
import org.gatehouse.server.oidc.OidcLogin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at somebody else's provider, by its own pages. */
@Timeout(180)
class OidcProviderTest {
  private static final Secret SECRET = Secret.of("c4nary-secret-of-the-client");

  @TempDir Path data;
  private Desk desk;
  private OidcLogin oidc;
  private WebServer server;
  private @Nullable ForeignProvider provider;

  @BeforeEach
  void start() throws Exception {
    int free;
    try (ServerSocket probe = new ServerSocket(0)) {
      free = probe.getLocalPort();
    }
    URI issuer = URI.create("http://127.0.0.1:" + free);
    OidcConfig config =
        new OidcConfig(
            issuer,
            "gatehouse",
            SECRET,
            List.of("openid", "profile", "groups"),
            "Office",
            "preferred_username",
            "groups",
            List.of(new RoleGrant("gate-guards", Role.GUARD, List.of("*"), List.of())),
            null);
    oidc = OidcLogin.open(config, "test-site", null, Ticker.system());
    desk = new Desk(data);
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(desk.stores(), List.of(), desk.exports()),
            TestAccess.required().with(oidc),
            Assets.load(OidcProviderTest.class.getClassLoader()));
    URI callback = server.url().resolve("api/v1/login/oidc/callback");
    provider = ForeignProvider.start(issuer, callback, SECRET);
  }

  @AfterEach
  void stop() {
    if (provider != null) {
      provider.close();
    }
    server.close();
    oidc.close();
    desk.close();
  }

  /** A browser: cookies, redirects, forms. */
  private final class Browser implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    HttpResponse<String> open(String path) throws Exception {
      return send(HttpRequest.newBuilder(server.url().resolve(path)));
    }

    HttpResponse<String> fill(HttpResponse<String> page, String form) throws Exception {
      assertThat(page.uri().getPath()).as(page.body()).startsWith("/interaction/");
      return send(
          HttpRequest.newBuilder(page.uri())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Through the provider's pages; what the browser sees in the end. */
    HttpResponse<String> logIn(String user) throws Exception {
      HttpResponse<String> login = open("api/v1/login/oidc?return=/?view=lanes");
      HttpResponse<String> consent = fill(login, "prompt=login&password=x&login=" + user);
      return fill(consent, "prompt=consent");
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Test
  void login_atSomebodyElsesProvider_opensWhatTheRoleMay() throws Exception {
    try (Browser browser = new Browser()) {
      HttpResponse<String> page = browser.logIn("gina");
      assertThat(page.uri()).isEqualTo(server.url().resolve("/?view=lanes"));
      JsonNode who = Json.parse(browser.open("api/v1/session").body());
      assertThat(who.path("user").asText()).isEqualTo("oidc:gina");
      assertThat(who.path("role").asText()).isEqualTo("guard");
      assertThat(browser.open("api/v1/holds").statusCode()).isEqualTo(200);
      assertThat(browser.open("api/v1/exports").statusCode()).isEqualTo(403);

      // The provider knows this browser by now and asks nothing.
      assertThat(browser.open("api/v1/login/oidc").uri()).isEqualTo(server.url());
    }
  }

  @Test
  void login_withoutARoleHere_isRefusedAndOpensNothing() throws Exception {
    try (Browser browser = new Browser()) {
      HttpResponse<String> answer = browser.logIn("otto");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("oidc:otto has no role at this site");
      assertThat(browser.open("api/v1/session").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void login_calledOff_isRefused() throws Exception {
    try (Browser browser = new Browser()) {
      HttpResponse<String> login = browser.open("api/v1/login/oidc");
      HttpResponse<String> answer =
          browser.send(HttpRequest.newBuilder(URI.create(login.uri() + "/abort")));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("the login provider refuses this login");
    }
  }
}
