package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Tokens;
import org.gatehouse.server.access.Words;
import org.jspecify.annotations.Nullable;

/** Users: listed, added, changed, given a new password. */
final class UserRoutes {

  private final Vertx vertx;
  private final AccessParts parts;
  private final Accounts accounts;
  private final Notes notes;

  UserRoutes(Vertx vertx, AccessParts parts, Notes notes) {
    this.vertx = vertx;
    this.parts = parts;
    this.accounts = parts.accounts();
    this.notes = notes;
  }

  void mount(Router router) {
    router.get("/api/v1/users").handler(this::list);
    router.post("/api/v1/users").handler(this::add);
    router.put("/api/v1/users/:name").handler(this::change);
    router.post("/api/v1/users/:name/reset").handler(this::reset);
  }

  private void list(RoutingContext context) {
    vertx
        .executeBlocking(accounts::all, false)
        .onSuccess(
            all -> Json.send(context, Map.of("items", all.stream().map(UserRoutes::tree).toList())))
        .onFailure(context::fail);
  }

  private static Map<String, Object> tree(Account account) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, String> roles = new LinkedHashMap<>();
    account.roles().forEach((site, role) -> roles.put(site, Caller.word(role)));
    tree.put("name", account.name());
    tree.put("enabled", account.enabled());
    tree.put("roles", roles);
    tree.put("rights", account.orderedRights().stream().map(Caller::word).toList());
    tree.put("created", account.created().toString());
    return tree;
  }

  private void add(RoutingContext context) {
    Body body = Body.of(context);
    String name = Body.read(() -> Words.name(body.text("name")));
    String given = body.optional("password");
    Secret password = Secret.of(given == null ? Tokens.fresh() : given);
    Map<String, Role> roles = roles(body.tree("roles"));
    Set<Right> rights = rights(body);
    vertx
        .executeBlocking(() -> Body.read(() -> accounts.add(name, password, roles, rights)), false)
        .onSuccess(
            added -> {
              if (!added) {
                context.fail(new Problem(409, "Conflict", "there is a user " + name + " already"));
                return;
              }
              told(context, 201, "user.added", name, given == null ? password : null);
            })
        .onFailure(context::fail);
  }

  static Map<String, Role> roles(JsonNode tree) {
    Map<String, Role> roles = new TreeMap<>();
    tree.properties()
        .forEach(
            entry -> {
              String site = entry.getKey();
              if (site.isBlank() || site.length() > 100 || site.indexOf('\t') >= 0) {
                throw Problem.badRequest("'roles' must name sites, or * for all");
              }
              roles.put(site, Body.read(() -> Words.one(Role.class, entry.getValue().asText())));
            });
    return roles;
  }

  static Set<Right> rights(Body body) {
    return body.has("rights")
        ? Body.read(() -> Words.set(Right.class, body.texts("rights")))
        : Set.of();
  }

  /** Answers with the user, and with a password that was made for them, once. */
  private void told(
      RoutingContext context, int status, String action, String name, @Nullable Secret made) {
    Account account = accounts.find(name);
    if (account == null) {
      context.fail(Problem.notFound("there is no user " + name));
      return;
    }
    Map<String, Object> tree = tree(account);
    if (made != null) {
      tree.put("password", made.reveal());
    }
    Map<String, Object> details =
        Map.of(
            "user",
            name,
            "enabled",
            account.enabled(),
            "roles",
            account.roles(),
            "rights",
            account.orderedRights());
    notes
        .note(context, action, details)
        .onSuccess(
            noted -> {
              context.response().setStatusCode(status);
              Json.send(context, tree);
            })
        .onFailure(context::fail);
  }

  private void change(RoutingContext context) {
    Body body = Body.of(context);
    String name = Requests.path(context, "name");
    Account before = found(name);
    boolean enabled = body.flag("enabled", before.enabled());
    Map<String, Role> roles = body.has("roles") ? roles(body.tree("roles")) : before.roles();
    Set<Right> rights = body.has("rights") ? rights(body) : before.rights();
    Account after = before.withRoles(roles, rights);
    if ((!enabled || after.at(parts.site()) != Role.ADMIN) && isLastAdmin(name)) {
      throw new Problem(
          409, "Conflict", name + " is the last admin of this site: make another one first");
    }
    vertx
        .executeBlocking(
            () ->
                accounts.change(
                    name,
                    account -> {
                      Account changed = account.withRoles(roles, rights);
                      return account.enabled() == enabled ? changed : changed.withEnabled(enabled);
                    }),
            false)
        .onSuccess(done -> told(context, 200, "user.changed", name, null))
        .onFailure(context::fail);
  }

  private boolean isLastAdmin(String name) {
    Account one = accounts.find(name);
    boolean admin = one != null && one.enabled() && one.at(parts.site()) == Role.ADMIN;
    return admin
        && accounts.known().stream()
            .filter(Account::enabled)
            .filter(account -> account.at(parts.site()) == Role.ADMIN)
            .allMatch(account -> account.name().equals(name));
  }

  private void reset(RoutingContext context) {
    Body body = Body.of(context);
    String name = Requests.path(context, "name");
    found(name);
    String given = body.optional("password");
    Secret password = Secret.of(given == null ? Tokens.fresh() : given);
    vertx
        .executeBlocking(() -> Body.read(() -> accounts.reset(name, password)), false)
        .onSuccess(
            done -> {
              parts.lockOut().unlock(name);
              told(context, 200, "user.reset", name, given == null ? password : null);
            })
        .onFailure(context::fail);
  }

  private Account found(String name) {
    Account account = accounts.find(name);
    if (account == null) {
      throw Problem.notFound("there is no user of that name");
    }
    return account;
  }
}
