package org.gatehouse.server.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: with a token configured, whoever shows it; without one, only this machine. Then the
 * Host header must name this machine too, so that a foreign page cannot reach the engine through a
 * name that it lets point to 127.0.0.1 (DNS rebinding). Thread-safe.
 */
public final class Access {
  static final String COOKIE = "gatehouse";
  private static final long LIFETIME_SECONDS = 12 * 3600;
  private static final int MOST_LOGINS = 1000;
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final @Nullable Secret token;
  private final Ticker ticker;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> logins = new ConcurrentHashMap<>();

  /** With the token that is asked for, or null for this machine only. */
  public Access(@Nullable Secret token, Ticker ticker) {
    this.token = token;
    this.ticker = ticker;
  }

  /** Lets the request through to the next handler, or answers it. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (crossOrigin(request)) {
      new Problem(403, "Forbidden", "requests from other origins are not served").send(context);
    } else if (token == null && !namesThisMachine(request)) {
      new Problem(403, "Forbidden", "without an access token only localhost is served")
          .send(context);
    } else if (token == null || bearer(request) || cookie(request)) {
      context.next();
    } else {
      new Problem(401, "Unauthorized", "an access token is needed: Authorization: Bearer TOKEN")
          .send(context);
    }
  }

  /** {@code POST api/v1/login}: gives a cookie for the token. */
  void login(RoutingContext context, String shown) {
    if (token != null && !same(shown, token.reveal())) {
      new Problem(401, "Unauthorized", "this is not the access token").send(context);
      return;
    }
    context.response().addCookie(newCookie(context.request().isSSL())).setStatusCode(204).end();
  }

  private Cookie newCookie(boolean secure) {
    long now = ticker.nanos() / 1_000_000_000L;
    logins.values().removeIf(expiry -> expiry < now);
    if (logins.size() >= MOST_LOGINS) {
      logins.clear();
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    logins.put(value, now + LIFETIME_SECONDS);
    return Cookie.cookie(COOKIE, value)
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/")
        .setMaxAge(LIFETIME_SECONDS);
  }

  private boolean bearer(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return token != null
        && header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && same(header.substring(7).strip(), token.reveal());
  }

  private boolean cookie(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    Long expiry = cookie == null ? null : logins.get(cookie.getValue());
    return expiry != null && expiry >= ticker.nanos() / 1_000_000_000L;
  }

  private static boolean namesThisMachine(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority != null && LOOPBACK_NAMES.contains(authority.host());
  }

  /** A browser names the page's origin on WebSockets and writes; it must be our own. */
  private static boolean crossOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    HostAndPort authority = request.authority();
    if (origin == null || authority == null) {
      return false;
    }
    int slashes = origin.indexOf("://");
    return slashes < 0 || !origin.substring(slashes + 3).equalsIgnoreCase(authority.toString());
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
