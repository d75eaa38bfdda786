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
    vertx
        .executeBlocking(() -> accounts.add(token), false)
        .onSuccess(
            added -> {
              if (!added) {
                context.fail(
                    new Problem(409, "Conflict", "there is a token " + token.name() + " already"));
                return;
              }
              Map<String, @Nullable Object> tree = tree(token);
              notes
                  .note(context, "token.made", tree)
                  .onSuccess(
                      noted -> {
                        Map<String, @Nullable Object> answer = new LinkedHashMap<>(tree);
                        answer.put("token", secret);
                        context.response().setStatusCode(201);
                        Json.send(context, answer);
                      })
                  .onFailure(context::fail);
            })
        .onFailure(context::fail);
  }

  private ApiToken read(RoutingContext context, String secret) {
    Body body = Body.of(context);
    Caller maker = Access.caller(context);
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
    return new ApiToken(
        Body.read(() -> Words.name(body.text("name"))),
        Tokens.hash(secret),
        maker.user(),
        role,
        scopes,
        rights,
        Body.read(() -> Words.purpose(body.text("purpose"))),
        now,
        expires);
  }

  private void delete(RoutingContext context) {
    String name = Requests.path(context, "name");
    vertx
        .executeBlocking(() -> accounts.deleteToken(name), false)
        .onSuccess(
            deleted -> {
              if (!deleted) {
                context.fail(Problem.notFound("there is no token of that name"));
                return;
              }
              notes
                  .note(context, "token.deleted", Map.of("name", name))
                  .onSuccess(noted -> context.response().setStatusCode(204).end())
                  .onFailure(context::fail);
            })
        .onFailure(context::fail);
  }
}
