package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Sessions.Holder;
import org.gatehouse.server.access.Words;
import org.gatehouse.server.oidc.LoginOrder;
import org.gatehouse.server.oidc.LoginRefused;
import org.gatehouse.server.oidc.OidcLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends browsers to the provider and takes them back. What a browser asked for as a page is
 * answered with the login page, which says what is wrong; others get a problem.
 */
final class OidcRoutes {
  private static final Logger log = LoggerFactory.getLogger(OidcRoutes.class);
  private static final String START = "api/v1/login/oidc";
  private static final String CALLBACK = START + "/callback";
  private static final String COOKIE = "gatehouse-login";

  /** A path here, and nothing that a browser could read as an address of somebody else. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,499}");

  private final Vertx vertx;
  private final AccessParts parts;
  private final Notes notes;
  private final LookLog told = new LookLog(Ticker.system());

  OidcRoutes(Vertx vertx, AccessParts parts, Notes notes) {
    this.vertx = vertx;
    this.parts = parts;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/" + START).handler(this::start);
    router.get("/" + CALLBACK).handler(this::callback);
  }

  private OidcLogin oidc() {
    OidcLogin oidc = parts.oidc();
    if (oidc == null) {
      throw Problem.notFound("no provider is set up here: server.oidc");
    }
    return oidc;
  }

  private void start(RoutingContext context) {
    OidcLogin oidc = oidc();
    URI base = base(oidc, context.request());
    String back = context.request().getParam("return");
    if (back != null && !LOCAL.matcher(back).matches()) {
      throw Problem.badRequest("'return' must be a path of this page, such as /?view=alarms");
    }
    String said = context.request().getParam("purpose");
    LoginOrder order =
        new LoginOrder(
            base.resolve(CALLBACK),
            back == null ? base.getRawPath() : back,
            said == null ? LoginRoutes.USUAL_PURPOSE : Body.read(() -> Words.purpose(said)),
            parts.reach().address(context.request()));
    Slow.ask(vertx, () -> oidc.start(order))
        .onSuccess(
            started -> {
              context.response().addCookie(cookie(base, started.browser()));
              goTo(context, started.provider().toString());
            })
        .onFailure(e -> refused(context, base, e));
  }

  private void callback(RoutingContext context) {
    OidcLogin oidc = oidc();
    HttpServerRequest request = context.request();
    URI base = base(oidc, request);
    Cookie cookie = request.getCookie(COOKIE);
    OidcLogin.Return back =
        new OidcLogin.Return(
            request.getParam("state"),
            cookie == null ? null : cookie.getValue(),
            request.getParam("code"),
            request.getParam("error"),
            request.getParam("iss"));
    context.response().addCookie(cookie(base, ""));
    Slow.ask(vertx, () -> oidc.finish(back))
        .onSuccess(entered -> entered(context, entered))
        .onFailure(e -> refused(context, base, e));
  }

  private void entered(RoutingContext context, OidcLogin.Entered entered) {
    Account account = entered.account();
    LoginOrder order = entered.order();
    Caller caller =
        Caller.user(
            account, parts.site(), parts.reach().address(context.request()), order.purpose());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("by", "oidc");
    details.put("subject", entered.subject());
    details.put("roles", account.roles());
    details.put("rights", account.orderedRights());
    notes
        .note(caller, "login", details)
        .onSuccess(
            noted -> {
              String secret = parts.sessions().begin(new Holder.Guest(account), order.purpose());
              context.response().addCookie(Access.cookie(parts, context.request(), secret));
              goTo(context, order.back());
            })
        .onFailure(context::fail);
  }

  private void refused(RoutingContext context, URI base, Throwable failure) {
    if (!(failure instanceof LoginRefused refused)) {
      context.fail(failure);
      return;
    }
    String reason = Caller.word(refused.reason());
    String user = refused.user();
    Map<String, String> details =
        user == null
            ? Map.of("by", "oidc", "why", reason)
            : Map.of("by", "oidc", "why", reason, "name", user);
    Caller nobody = Access.caller(context);
    // Anybody may fail as often as they like: the first in each minute says it.
    LookLog.Look look = new LookLog.Look(nobody.who(), null, details.toString());
    if (told.isNew(look)) {
      told.noted(look);
      log.warn("nobody is logged in by the provider ({}): {}", reason, refused.getMessage());
      notes.note(nobody, "login.failed", details).onFailure(e -> {});
    }
    if (isPage(context.request())) {
      goTo(context, base.getRawPath() + "#login-failed=" + reason);
    } else {
      problem(refused).send(context);
    }
  }

  private static boolean isPage(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("text/html");
  }

  /** The log says more: what a provider answered is not for everybody. */
  private static Problem problem(LoginRefused refused) {
    return switch (refused.reason()) {
      case UNREACHABLE ->
          new Problem(
              502,
              "Bad gateway",
              "the login provider does not answer as it should; the engine's log says more. Users"
                  + " of this engine can log in as before");
      case STALE -> Problem.badRequest(refused.getMessage() + "; begin again");
      case DENIED -> new Problem(401, "Unauthorized", "the login provider refuses this login");
      case UNTRUSTED ->
          new Problem(
              401,
              "Unauthorized",
              "what the login provider answered does not hold; the engine's log says why");
      case NO_ROLE ->
          Access.forbidden(refused.user() + " has no role at this site; an admin maps one");
    };
  }

  private static void goTo(RoutingContext context, String where) {
    context
        .response()
        .setStatusCode(303)
        .putHeader("Location", where)
        .putHeader("Cache-Control", "no-store")
        .end();
  }

  /**
   * Goes along when the browser comes back from the provider, which is another site: {@code Lax},
   * where the session's own cookie is {@code Strict}.
   */
  private static Cookie cookie(URI base, String browser) {
    return Cookie.cookie(COOKIE, browser)
        .setHttpOnly(true)
        .setSecure("https".equals(base.getScheme()))
        .setSameSite(CookieSameSite.LAX)
        .setPath(base.getRawPath() + START)
        .setMaxAge(browser.isEmpty() ? 0 : OidcLogin.lifetime().toSeconds());
  }

  /** Where the page is, with a slash at the end: as configured, or as the browser says. */
  private static URI base(OidcLogin oidc, HttpServerRequest request) {
    URI known = oidc.publicUrl();
    HostAndPort authority = request.authority();
    if (known == null && authority == null) {
      throw Problem.badRequest("a Host header is needed");
    }
    try {
      String base = known == null ? request.scheme() + "://" + authority : known.toString();
      return URI.create(base.endsWith("/") ? base : base + "/");
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the Host header is no host");
    }
  }
}
