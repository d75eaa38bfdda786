package org.gatehouse.server.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Caller.Kind;
import org.gatehouse.server.access.Operation;
import org.gatehouse.server.access.Operations;
import org.gatehouse.server.access.Sessions;
import org.gatehouse.server.access.Sessions.Holder;
import org.gatehouse.server.access.WrongTokens;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through to their routes: who asks is found out here, and whether they may, by the
 * table of {@link Operations}. As long as there are no users and no token this machine may do
 * everything; then the Host header must name it too, so that a foreign page cannot reach the engine
 * through a name that it lets point to 127.0.0.1 (DNS rebinding), and what a proxy on this machine
 * passes on for others is not its own. Thread-safe.
 */
final class Access {
  static final String COOKIE = "gatehouse";
  private static final String CALLER = "gatehouse.caller";
  private static final String LISTED = "gatehouse.listed";
  private static final String PERMIT = "gatehouse.permit";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "x-real-ip");
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final AccessParts parts;
  private final Notes notes;
  private final OpenStreams streams;
  private final RateLimit limit;
  private final WrongTokens wrong = new WrongTokens();

  /**
   * Somebody.
   *
   * @param byCookie whether a browser told us so by itself
   * @param pause how long no token from there is looked at; zero if it was
   */
  private record Shown(Caller caller, boolean byCookie, Duration pause) {
    static Shown of(Caller caller) {
      return new Shown(caller, false, Duration.ZERO);
    }
  }

  /**
   * By those users, sessions and tokens.
   *
   * @param streams what is let through and goes on
   * @param limit counts what is refused
   */
  Access(AccessParts parts, Notes notes, OpenStreams streams, RateLimit limit) {
    this.parts = parts;
    this.notes = notes;
    this.streams = streams;
    this.limit = limit;
  }

  /** Who asks; only behind {@link #check}. */
  static Caller caller(RoutingContext context) {
    return Objects.requireNonNull(context.<Caller>get(CALLER));
  }

  /** Who may have what this request opens, once it is open; only behind {@link #check}. */
  static OpenStreams.Permit permit(RoutingContext context) {
    return Objects.requireNonNull(context.<OpenStreams.Permit>get(PERMIT));
  }

  /** Lets the request through to the next handler, or answers it. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (SignedLinks.admitted(context)) {
      context.put(CALLER, nobody(request));
      context.put(LISTED, true);
      context.next();
      return;
    }
    Operation operation =
        Operations.find(request.method().name(), String.valueOf(context.normalizedPath()));
    boolean open = operation != null && operation.least() == null;
    Shown shown = open ? Shown.of(nobody(request)) : shown(request, false);
    context.put(CALLER, shown.caller());
    context.put(
        PERMIT,
        streams.permit(
            () -> open || problem(request, operation, shown(request, true), false) == null));
    context.put(LISTED, operation != null);
    Problem problem = problem(request, operation, shown, open);
    if (problem == null) {
      context.next();
    } else {
      limit.refuse(context);
      problem.send(context);
    }
  }

  /** Behind {@link #check}: a route whose operation is not in the table is served to nobody. */
  static void listed(RoutingContext context) {
    if (Boolean.TRUE.equals(context.<Boolean>get(LISTED))) {
      context.next();
    } else {
      Problem.notFound("nothing is served at " + context.normalizedPath()).send(context);
    }
  }

  private @Nullable Problem problem(
      HttpServerRequest request, @Nullable Operation operation, Shown shown, boolean open) {
    boolean safe = SAFE.contains(request.method().name());
    if (crossOrigin(request) && !(open && safe)) {
      return forbidden("requests from other origins are not served");
    }
    if (open) {
      return null;
    }
    if (parts.open() && !namesThisMachine(request)) {
      return forbidden("without users and an access token only localhost is served");
    }
    if (shown.pause().isPositive()) {
      return heldOff(request, shown.pause(), "too many wrong tokens came from there");
    }
    if (shown.caller().kind() == Kind.NOBODY) {
      return new Problem(
          401, "Unauthorized", "log in, or send a token: Authorization: Bearer TOKEN");
    }
    if (shown.byCookie() && !safe && !sameOrigin(request)) {
      return forbidden(
          "a session changes things only from its own page: Origin or Sec-Fetch-Site must say so;"
              + " programs use a token");
    }
    // What is no operation is told by the contract, or by listed().
    String refusal = operation == null ? null : shown.caller().refusal(operation);
    return refusal == null ? null : forbidden(refusal);
  }

  /** Refuses what is not even tried, and says when to come again. */
  static Problem heldOff(HttpServerRequest request, Duration wait, String why) {
    long seconds = wait.toSeconds() + 1;
    request.response().putHeader("Retry-After", Long.toString(seconds));
    return new Problem(429, "Too many failures", why + "; try again in " + seconds + " s");
  }

  static Problem forbidden(String why) {
    return new Problem(403, "Forbidden", why);
  }

  /**
   * Who shows what the request has.
   *
   * @param again whether that was looked at before: it is no use of a session, and not noted
   */
  private Shown shown(HttpServerRequest request, boolean again) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return bearer(request, header.substring(7).strip(), again);
    }
    Caller session = session(request, again);
    if (session != null) {
      return new Shown(session, true, Duration.ZERO);
    }
    return Shown.of(isLocal(request) ? owner(Kind.LOCAL, request) : nobody(request));
  }

  private Shown bearer(HttpServerRequest request, String token, boolean again) {
    if (parts.isCommands(token)) {
      return Shown.of(owner(Kind.SITE_TOKEN, request));
    }
    Accounts accounts = parts.accounts();
    ApiToken known = accounts.token(token);
    if (known != null) {
      Account maker = known.maker() == null ? null : accounts.find(known.maker());
      return Shown.of(Caller.token(known, maker, parts.site(), address(request)));
    }
    if (isLocal(request)) {
      // One of another engine, or of an earlier run: here it is not needed.
      return Shown.of(owner(Kind.LOCAL, request));
    }
    return again ? owners(request, token) : tried(request, token);
  }

  private Shown owners(HttpServerRequest request, String token) {
    return Shown.of(parts.isOwners(token) ? owner(Kind.SITE_TOKEN, request) : nobody(request));
  }

  /** Whether it is the site's access token, the only one that somebody chose: it can be guessed. */
  private Shown tried(HttpServerRequest request, String token) {
    Caller nobody = nobody(request);
    if (parts.siteToken() != null && !wrong.contains(token)) {
      Duration wait = parts.lockOut().begin(null, nobody.address());
      if (wait.isPositive()) {
        return new Shown(nobody, false, wait);
      }
      if (parts.isOwners(token)) {
        parts.lockOut().withdrawn(null, nobody.address());
        return owners(request, token);
      }
      wrong.add(token);
      if (parts.lockOut().failed(null, nobody.address())) {
        notes.note(nobody, "login.locked", Map.of("by", "token")).onFailure(e -> {});
        parts.locked().accept("access token from " + nobody.address());
      }
    }
    notes.look(nobody, "login.failed", "token", Map.of("by", "token"));
    return Shown.of(nobody);
  }

  private @Nullable Caller session(HttpServerRequest request, boolean again) {
    String secret = secret(request);
    Sessions.Session session = secret == null ? null : session(secret, again);
    if (session == null) {
      return null;
    }
    return switch (session.holder()) {
      case Holder.Owner() -> owner(Kind.SITE_TOKEN, request).withPurpose(session.purpose());
      case Holder.User user -> caller(request, current(user), session);
      case Holder.Guest(Account account) -> caller(request, account, session);
    };
  }

  private @Nullable Account current(Holder.User user) {
    Account account = parts.accounts().find(user.name());
    boolean same =
        account != null && account.enabled() && account.generation() == user.generation();
    return same ? account : null;
  }

  private @Nullable Caller caller(
      HttpServerRequest request, @Nullable Account account, Sessions.Session session) {
    return account == null
        ? null
        : Caller.user(account, parts.site(), address(request), session.purpose());
  }

  private Sessions.@Nullable Session session(String secret, boolean again) {
    return again ? parts.sessions().find(secret) : parts.sessions().use(secret);
  }

  /** What the cookie holds. */
  static @Nullable String secret(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  /** The cookie of a session; with an empty secret it is taken away. */
  static Cookie cookie(AccessParts parts, HttpServerRequest request, String secret) {
    return Cookie.cookie(COOKIE, secret)
        .setHttpOnly(true)
        .setSecure(parts.reach().byHttps(request))
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/")
        .setMaxAge(secret.isEmpty() ? 0 : Sessions.LIFETIME.toSeconds());
  }

  private Caller owner(Kind kind, HttpServerRequest request) {
    return Caller.owner(kind, address(request), request.getHeader("X-Gatehouse-User"));
  }

  private Caller nobody(HttpServerRequest request) {
    return Caller.nobody(address(request));
  }

  private String address(HttpServerRequest request) {
    return parts.reach().address(request);
  }

  private boolean isLocal(HttpServerRequest request) {
    return parts.open() && request.headers().names().stream().noneMatch(Access::isOfProxy);
  }

  /** Of a header by which a proxy says for whom it asks. */
  private static boolean isOfProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith("x-forwarded-") || PROXY_HEADERS.contains(name);
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

  /** A browser says so by either header; no page can forge them. */
  private static boolean sameOrigin(HttpServerRequest request) {
    return request.getHeader("Origin") != null
        || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }
}
