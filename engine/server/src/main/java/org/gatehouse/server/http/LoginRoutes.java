package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Caller.Kind;
import org.gatehouse.server.access.Passwords;
import org.gatehouse.server.access.Sessions.Holder;
import org.gatehouse.server.access.Words;
import org.gatehouse.server.oidc.OidcLogin;
import org.jspecify.annotations.Nullable;

/** Logging in and out, the first admin, and what there is to know of one's own session. */
final class LoginRoutes {

  /** Where nobody says why they look. */
  static final String USUAL_PURPOSE = "duty";

  private static final String TOKEN = "access token";
  private static final String FIRST_ADMIN = "first admin";

  private final Vertx vertx;
  private final AccessParts parts;
  private final Notes notes;

  LoginRoutes(Vertx vertx, AccessParts parts, Notes notes) {
    this.vertx = vertx;
    this.parts = parts;
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/login").handler(this::ways);
    router.post("/api/v1/login").handler(this::login);
    router.post("/api/v1/first-admin").handler(this::firstAdmin);
    router.get("/api/v1/session").handler(this::session);
    router.put("/api/v1/session/purpose").handler(this::purpose);
    router.put("/api/v1/session/password").handler(this::password);
    router.delete("/api/v1/session").handler(this::logout);
  }

  private void ways(RoutingContext context) {
    List<String> ways = new ArrayList<>();
    if (!parts.accounts().none()) {
      ways.add("password");
    }
    if (parts.siteToken() != null) {
      ways.add("token");
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    OidcLogin oidc = parts.oidc();
    if (oidc != null) {
      ways.add("oidc");
      tree.put("button", oidc.button());
    }
    tree.put("ways", ways);
    tree.put("firstAdmin", parts.firstAdmin().wanted());
    Json.send(context, tree);
  }

  private void login(RoutingContext context) {
    Body body = Body.of(context);
    String said = body.optional("purpose");
    String purpose = said == null ? USUAL_PURPOSE : Body.read(() -> Words.purpose(said));
    boolean byToken = body.has("token");
    String name = byToken ? TOKEN : Body.read(() -> Words.name(body.text("name")));
    Secret shown = Secret.of(body.text(byToken ? "token" : "password"));
    if (heldOff(context, name)) {
      return;
    }
    vertx
        .<@Nullable Opened>executeBlocking(
            () -> byToken ? byToken(shown) : byPassword(name, shown), false)
        .onSuccess(
            opened -> {
              if (opened == null) {
                refused(context, name);
              } else {
                right(context, name);
                opened(context, opened, purpose);
              }
            })
        .onFailure(e -> withdrawn(context, name, e));
  }

  /** Whose session it will be; of nobody's account if by the access token. */
  private record Opened(@Nullable Account account) {}

  private @Nullable Opened byToken(Secret shown) {
    // Also while nobody needs one: what would be let through now would outlive the first user.
    return parts.isOwners(shown.reveal()) ? new Opened(null) : null;
  }

  private @Nullable Opened byPassword(String name, Secret password) {
    Account account = parts.accounts().login(name, password);
    return account == null ? null : new Opened(account);
  }

  /**
   * If not, a try of that name has begun, which counts as wrong until it ends as {@link #right},
   * {@link #refused} or {@link #withdrawn}.
   */
  private boolean heldOff(RoutingContext context, String name) {
    Duration wait = parts.lockOut().begin(name, parts.reach().address(context.request()));
    if (!wait.isPositive()) {
      return false;
    }
    Access.heldOff(context.request(), wait, "too many logins failed, or came at once")
        .send(context);
    return true;
  }

  private void right(RoutingContext context, String name) {
    parts.lockOut().succeeded(name, parts.reach().address(context.request()));
  }

  private void withdrawn(RoutingContext context, String name, Throwable why) {
    parts.lockOut().withdrawn(name, parts.reach().address(context.request()));
    context.fail(why);
  }

  private void refused(RoutingContext context, String name) {
    Caller nobody = Access.caller(context);
    boolean locked = parts.lockOut().failed(name, nobody.address());
    // What is no user's name may be a password that was typed into the wrong field.
    boolean known = name.equals(TOKEN) || parts.accounts().find(name) != null;
    Map<String, ?> details = Map.of("name", known ? name : "(no such user)");
    notes.note(nobody, "login.failed", details).onFailure(e -> {});
    if (locked) {
      notes.note(nobody, "login.locked", details).onFailure(e -> {});
      parts
          .locked()
          .accept((known ? name : "a name that no user has") + " from " + nobody.address());
    }
    new Problem(
            401,
            "Unauthorized",
            name.equals(TOKEN) ? "this is not the access token" : "wrong name or password")
        .send(context);
  }

  private void opened(RoutingContext context, Opened opened, String purpose) {
    Account account = opened.account();
    String secret =
        parts
            .sessions()
            .begin(
                account == null
                    ? new Holder.Owner()
                    : new Holder.User(account.name(), account.generation()),
                purpose);
    String address = parts.reach().address(context.request());
    Caller caller =
        account == null
            ? Caller.owner(Kind.SITE_TOKEN, address, null).withPurpose(purpose)
            : Caller.user(account, parts.site(), address, purpose);
    notes
        .note(caller, "login", Map.of("by", account == null ? "token" : "password"))
        .onSuccess(
            noted ->
                context
                    .response()
                    .addCookie(Access.cookie(parts, context.request(), secret))
                    .setStatusCode(204)
                    .end())
        .onFailure(context::fail);
  }

  private void firstAdmin(RoutingContext context) {
    Body body = Body.of(context);
    String name = Body.read(() -> Words.name(body.text("name")));
    Secret password = Secret.of(body.text("password"));
    String code = body.text("code");
    if (heldOff(context, FIRST_ADMIN)) {
      return;
    }
    if (!parts.firstAdmin().knows(code)) {
      refused(context, FIRST_ADMIN);
      return;
    }
    right(context, FIRST_ADMIN);
    Account planned = Body.read(() -> parts.firstAdmin().planned(name, password));
    if (!parts.firstAdmin().wanted()) {
      throw thereIsOne();
    }
    Caller caller =
        Caller.user(planned, parts.site(), parts.reach().address(context.request()), USUAL_PURPOSE);
    // Noted before it is done: what cannot be noted is not done.
    notes
        .note(caller, "user.added", Map.of("user", name, "roles", planned.roles()))
        .compose(
            noted -> vertx.executeBlocking(() -> parts.firstAdmin().make(name, password), false))
        .onSuccess(
            made -> {
              Account account = parts.accounts().find(name);
              if (made && account != null) {
                opened(context, new Opened(account), USUAL_PURPOSE);
              } else {
                context.fail(thereIsOne());
              }
            })
        .onFailure(context::fail);
  }

  private static Problem thereIsOne() {
    return new Problem(409, "Conflict", "there is a user already: log in, or ask an admin");
  }

  private void session(RoutingContext context) {
    Caller caller = Access.caller(context);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("user", caller.user());
    tree.put("kind", Caller.word(caller.kind()));
    tree.put("role", caller.role() == null ? null : Caller.word(caller.role()));
    tree.put("rights", caller.rights().stream().map(Caller::word).sorted().toList());
    tree.put("site", parts.site());
    tree.put("purpose", caller.purpose());
    Json.send(context, tree);
  }

  private void purpose(RoutingContext context) {
    String purpose = Body.read(() -> Words.purpose(Body.of(context).text("purpose")));
    String secret = Access.secret(context.request());
    notes
        .note(context, "session.purpose", Map.of("purpose", purpose))
        .onSuccess(
            noted -> {
              if (secret != null) {
                parts.sessions().purpose(secret, purpose);
              }
              context.response().setStatusCode(204).end();
            })
        .onFailure(context::fail);
  }

  private void password(RoutingContext context) {
    Body body = Body.of(context);
    Secret old = Secret.of(body.text("old"));
    Secret fresh = Secret.of(body.text("new"));
    String user = Access.caller(context).user();
    if (user == null || parts.accounts().find(user) == null) {
      throw new Problem(409, "Conflict", "only users of this engine have a password here");
    }
    Body.read(
        () -> {
          Passwords.check(user, fresh);
          return fresh;
        });
    if (heldOff(context, user)) {
      return;
    }
    vertx
        .executeBlocking(() -> parts.accounts().login(user, old) != null, false)
        .onSuccess(
            known -> {
              if (known) {
                right(context, user);
                changed(context, user, fresh);
              } else {
                refused(context, user);
              }
            })
        .onFailure(e -> withdrawn(context, user, e));
  }

  private void changed(RoutingContext context, String user, Secret fresh) {
    notes
        .note(context, "user.password", Map.of("user", user))
        .compose(noted -> vertx.executeBlocking(() -> parts.accounts().reset(user, fresh), false))
        .onSuccess(done -> context.response().setStatusCode(204).end())
        .onFailure(context::fail);
  }

  private void logout(RoutingContext context) {
    String secret = Access.secret(context.request());
    if (secret != null) {
      parts.sessions().end(secret);
    }
    notes
        .note(context, "logout", Map.of())
        .onComplete(
            noted ->
                context
                    .response()
                    .addCookie(Access.cookie(parts, context.request(), ""))
                    .setStatusCode(204)
                    .end());
  }
}
