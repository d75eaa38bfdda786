package org.gatehouse.server.http;

import java.util.function.Consumer;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.FirstAdmin;
import org.gatehouse.server.access.LockOut;
import org.gatehouse.server.access.Sessions;
import org.gatehouse.server.access.Tokens;
import org.gatehouse.server.oidc.OidcLogin;
import org.jspecify.annotations.Nullable;

/**
 * What access rests on. Thread-safe.
 *
 * @param site the site's name, at which users have roles
 * @param siteToken the access token of the site's file; null if it has none
 * @param commandToken opens the interface for commands on this machine
 * @param loginRequired true if this machine must log in too, though there are no users yet
 * @param locked told of names and addresses that are held off
 * @param oidc logs in those for whom a provider vouches; null if there is none
 * @param reach how others reach the engine
 */
public record AccessParts(
    String site,
    @Nullable Secret siteToken,
    Secret commandToken,
    boolean loginRequired,
    Accounts accounts,
    Sessions sessions,
    LockOut lockOut,
    FirstAdmin firstAdmin,
    Consumer<String> locked,
    @Nullable OidcLogin oidc,
    Reach reach) {

  /** Nobody has logged in and the clock is the system's. */
  public static AccessParts of(
      String site,
      @Nullable Secret siteToken,
      boolean loginRequired,
      Accounts accounts,
      Consumer<String> locked) {
    return new AccessParts(
        site,
        siteToken,
        Secret.of(Tokens.fresh()),
        loginRequired,
        accounts,
        new Sessions(Ticker.system()),
        new LockOut(Ticker.system()),
        new FirstAdmin(accounts),
        locked,
        null,
        Reach.DIRECT);
  }

  /** The same with a provider. */
  public AccessParts with(@Nullable OidcLogin provider) {
    return new AccessParts(
        site,
        siteToken,
        commandToken,
        loginRequired,
        accounts,
        sessions,
        lockOut,
        firstAdmin,
        locked,
        provider,
        reach);
  }

  /** The same, which others reach in that way. */
  public AccessParts reachedBy(Reach way) {
    return new AccessParts(
        site,
        siteToken,
        commandToken,
        loginRequired,
        accounts,
        sessions,
        lockOut,
        firstAdmin,
        locked,
        oidc,
        way);
  }

  /** True while this machine may do everything. */
  boolean open() {
    return siteToken == null && !loginRequired && accounts.none();
  }

  /** True if the owner of the site or of this machine shows that. */
  boolean isOwners(String token) {
    return isCommands(token) || (siteToken != null && Tokens.same(token, siteToken.reveal()));
  }

  /** True if a command on this machine shows that, which nobody can guess. */
  boolean isCommands(String token) {
    return Tokens.same(token, commandToken.reveal());
  }
}
