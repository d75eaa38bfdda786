package org.gatehouse.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Tokens;
import org.gatehouse.server.access.Words;
import org.jspecify.annotations.Nullable;

/** Tokens for programs: listed, made, taken back. */
final class TokenRoutes {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Vertx vertx;
  private final Accounts accounts;
  private final Notes notes;

  TokenRoutes(Vertx vertx, AccessParts parts, Notes notes) {
    this.vertx = vertx;
    this.accounts = parts.accounts();
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/tokens").handler(this::list);
    router.post("/api/v1/tokens").handler(this::make);
    router.delete("/api/v1/tokens/:name").handler(this::delete);
  }

  private void list(RoutingContext context) {
    vertx
        .executeBlocking(accounts::tokens, false)
        .onSuccess(
            all ->
                Json.send(context, Map.of("items", all.stream().map(TokenRoutes::tree).toList())))
        .onFailure(context::fail);
  }

  private static Map<String, @Nullable Object> tree(ApiToken token) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", token.name());
    tree.put("maker", token.maker());
    tree.put("role", Caller.word(token.role()));
    tree.put("scopes", token.scopes().stream().map(Caller::word).sorted().toList());
    tree.put("rights", token.rights().stream().map(Caller::word).sorted().toList());
    tree.put("purpose", token.purpose());
    tree.put("created", token.created().toString());
    tree.put("expires", token.expires().toString());
    return tree;
  }

  private void make(RoutingContext context) {
    String secret = "ght_" + Tokens.fresh();
    ApiToken token = read(context, secret);
    // Noted before it is done: what cannot be noted is not done.
    vertx
        .executeBlocking(() -> sure(!isThere(token.name()), taken(token)), false)
        .compose(free -> notes.note(context, "token.made", tree(token)))
        .compose(
            noted -> vertx.executeBlocking(() -> sure(accounts.add(token), taken(token)), false))
        .onSuccess(
            added -> {
              Map<String, @Nullable Object> answer = tree(token);
              answer.put("token", secret);
              context.response().setStatusCode(201);
              Json.send(context, answer);
            })
        .onFailure(context::fail);
  }

  private boolean isThere(String name) {
    return accounts.tokens().stream().anyMatch(token -> token.name().equals(name));
  }

  private static Problem taken(ApiToken token) {
    return new Problem(409, "Conflict", "there is a token " + token.name() + " already");
  }

  private static boolean sure(boolean right, Problem otherwise) {
    if (!right) {
      throw otherwise;
    }
    return true;
  }

  private ApiToken read(RoutingContext context, String secret) {
    Body body = Body.of(context);
    Caller maker = Access.caller(context);
    if (maker.kind() == Caller.Kind.LOCAL) {
      throw new Problem(
          409,
          "Conflict",
          "as long as there are no users a token is not needed, and it would be nobody's later: make"
              + " the first admin, by the link on the engine's console or './gatehouse users add',"
              + " and log in to make one");
    }
    if (maker.user() != null && accounts.find(maker.user()) == null) {
      throw new Problem(
          409,
          "Conflict",
          "a token never may more than its maker, and nobody can be asked later what "
              + maker.user()
              + " still may: log in as a user of this engine to make one");
    }
    Role role = Body.read(() -> Words.one(Role.class, body.text("role")));
    Set<Scope> scopes = Body.read(() -> Words.set(Scope.class, body.texts("scopes")));
    Set<Right> rights = UserRoutes.rights(body);
    if (scopes.isEmpty()) {
      throw Problem.badRequest("'scopes' must name what the token is for");
    }
    for (Right right : rights) {
      String refusal = maker.refusal(right);
      if (refusal != null) {
        throw Access.forbidden(refusal);
      }
    }
    Instant now = accounts.now();
    Instant expires = TimeRange.time("expires", body.text("expires"));
    if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
      throw Problem.badRequest("'expires' must be a time to come, within a year");
    }
    if (maker.token() != null) {
      within(maker.token(), scopes, expires);
    }
    return new ApiToken(
        Body.read(() -> Words.name(body.text("name"))),
        Tokens.hash(secret),
        maker.token() == null ? maker.user() : maker.token().maker(),
        role,
        scopes,
        rights,
        Body.read(() -> Words.purpose(body.text("purpose"))),
        now,
        expires);
  }

  /** A token hands on no more than it has, and for no longer. */
  private static void within(ApiToken own, Set<Scope> scopes, Instant expires) {
    if (!own.scopes().containsAll(scopes)) {
      throw Access.forbidden("a token makes tokens with scopes that it has itself only");
    }
    if (expires.isAfter(own.expires())) {
      throw Access.forbidden(
          "a token makes tokens until it expires itself, at " + own.expires() + ", only");
    }
  }

  private void delete(RoutingContext context) {
    String name = Requests.path(context, "name");
    Problem unknown = Problem.notFound("there is no token of that name");
    vertx
        .executeBlocking(() -> sure(isThere(name), unknown), false)
        .compose(known -> notes.note(context, "token.deleted", Map.of("name", name)))
        .compose(
            noted -> vertx.executeBlocking(() -> sure(accounts.deleteToken(name), unknown), false))
        .onSuccess(deleted -> context.response().setStatusCode(204).end())
        .onFailure(context::fail);
  }
}
