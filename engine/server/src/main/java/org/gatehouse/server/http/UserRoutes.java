package org.gatehouse.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Passwords;
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
        .onSuccess(all -> Json.send(context, tree(all)))
        .onFailure(context::fail);
  }

  private static Map<String, ?> tree(List<Account> all) {
    return Map.of("items", all.stream().map(UserRoutes::tree).toList());
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

  /** Like all that changes users noted before it is done: what cannot be noted is not done. */
  private void add(RoutingContext context) {
    Body body = Body.of(context);
    String name = Body.read(() -> Words.name(body.text("name")));
    Secret password = password(body, name);
    Map<String, Role> roles = roles(body.tree("roles"));
    Set<Right> rights = rights(body);
    within(Access.caller(context), roles, rights);
    if (accounts.find(name) != null) {
      throw taken(name);
    }
    notes
        .note(context, "user.added", details(name, true, roles, rights))
        .compose(
            noted ->
                vertx.executeBlocking(
                    () -> Body.read(() -> accounts.add(name, password, roles, rights)), false))
        .onSuccess(
            added -> {
              if (added) {
                told(context, 201, name, body.has("password") ? null : password);
              } else {
                context.fail(taken(name));
              }
            })
        .onFailure(context::fail);
  }

  private static Problem taken(String name) {
    return new Problem(409, "Conflict", "there is a user " + name + " already");
  }

  /**
   * A token hands on no more than it has, also not by way of a user: admins, and who has rights
   * that it has not, are not its to make, to change or to give a password.
   */
  private static void within(Caller caller, Map<String, Role> roles, Set<Right> rights) {
    if (caller.token() == null) {
      return;
    }
    if (roles.containsValue(Role.ADMIN)) {
      throw Access.forbidden(
          "a token neither makes nor changes admins: log in as an admin to do that");
    }
    for (Right right : rights) {
      if (!caller.rights().contains(right)) {
        throw Access.forbidden(
            "a token neither makes nor changes users with a right that it has not itself: "
                + Caller.word(right));
      }
    }
  }

  private static void within(Caller caller, Account account) {
    within(caller, account.roles(), account.rights());
  }

  /** The one that is given; one that is made if none is. */
  private static Secret password(Body body, String name) {
    String given = body.optional("password");
    Secret password = Secret.of(given == null ? Tokens.fresh() : given);
    return Body.read(
        () -> {
          Passwords.check(name, password);
          return password;
        });
  }

  private static Map<String, ?> details(
      String name, boolean enabled, Map<String, Role> roles, Set<Right> rights) {
    return Map.of("user", name, "enabled", enabled, "roles", roles, "rights", rights);
  }

  private static Map<String, ?> details(Account account) {
    return details(account.name(), account.enabled(), account.roles(), account.orderedRights());
  }

  static Map<String, Role> roles(JsonNode tree) {
    Map<String, Role> roles = new TreeMap<>();
    tree.properties()
        .forEach(
            entry -> {
              String site = entry.getKey();
              if (!Account.isSite(site) || site.length() > 100) {
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
  private void told(RoutingContext context, int status, String name, @Nullable Secret made) {
    Account account = accounts.find(name);
    if (account == null) {
      context.fail(Problem.notFound("there is no user " + name));
      return;
    }
    Map<String, Object> tree = tree(account);
    String state = Json.tag(tree);
    if (made != null) {
      tree.put("password", made.reveal());
    }
    context.response().setStatusCode(status);
    Json.send(context, tree, state);
  }

  private void change(RoutingContext context) {
    Account known = found(Requests.path(context, "name"));
    String name = known.name();
    IfMatch wanted = IfMatch.of(context);
    UnaryOperator<Account> order = order(Body.of(context));
    Caller caller = Access.caller(context);
    vertx
        .executeBlocking(() -> changed(known, caller, wanted, order), false)
        .compose(after -> notes.note(context, "user.changed", details(after)))
        .compose(
            noted ->
                vertx.executeBlocking(
                    () -> accounts.change(name, before -> changed(before, caller, wanted, order)),
                    false))
        .onSuccess(done -> told(context, 200, name, null))
        .onFailure(context::fail);
  }

  private static UnaryOperator<Account> order(Body body) {
    Map<String, Role> roles = body.has("roles") ? roles(body.tree("roles")) : null;
    Set<Right> rights = body.has("rights") ? rights(body) : null;
    return before -> {
      boolean enabled = body.flag("enabled", before.enabled());
      Account after =
          before.withRoles(
              roles == null ? before.roles() : roles, rights == null ? before.rights() : rights);
      return before.enabled() == enabled ? after : after.withEnabled(enabled);
    };
  }

  /** The user as they are to be, if they may become so; of the store, so that the order counts. */
  private Account changed(
      Account before, Caller caller, IfMatch wanted, UnaryOperator<Account> order) {
    within(caller, before);
    List<Account> all = accounts.all();
    wanted.check("user " + before.name(), List.of(tree(before), tree(all)));
    Account after = order.apply(before);
    within(caller, after);
    boolean last = isAdmin(before) && all.stream().filter(this::isAdmin).count() == 1;
    if (last && !isAdmin(after)) {
      throw new Problem(
          409,
          "Conflict",
          before.name() + " is the last admin of this site: make another one first");
    }
    return after;
  }

  private boolean isAdmin(Account account) {
    return account.enabled() && account.at(parts.site()) == Role.ADMIN;
  }

  private void reset(RoutingContext context) {
    Body body = Body.of(context);
    Account known = found(Requests.path(context, "name"));
    within(Access.caller(context), known);
    String name = known.name();
    Secret password = password(body, name);
    notes
        .note(context, "user.reset", details(known))
        .compose(noted -> vertx.executeBlocking(() -> accounts.reset(name, password), false))
        .onSuccess(
            done -> {
              parts.lockOut().unlock(name);
              told(context, 200, name, body.has("password") ? null : password);
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
