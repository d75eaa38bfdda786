package org.gatehouse.server.access;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;

/**
 * How a site gets its first user: whoever sees the engine's console has the code, which is good for
 * one account and for as long as there is none. Thread-safe.
 */
public final class FirstAdmin {
  private final Accounts accounts;
  private final Secret code = Secret.of(Tokens.fresh());

  /** With a new code. */
  public FirstAdmin(Accounts accounts) {
    this.accounts = accounts;
  }

  /** True as long as there is no user. */
  public boolean wanted() {
    return accounts.none();
  }

  /** What is behind the page's address, where it is not sent to any server. */
  public String fragment() {
    return "#first-admin=" + code.reveal();
  }

  /** True if that is the code. */
  public boolean knows(String shown) {
    return Tokens.same(shown, code.reveal());
  }

  /**
   * The account as {@link #make} would make it, without its password.
   *
   * @throws IllegalArgumentException if the name or the password can be none
   */
  public Account planned(String name, Secret password) {
    Passwords.check(name, password);
    SortedMap<String, Role> roles = new TreeMap<>(Map.of(Account.ANY_SITE, Role.ADMIN));
    return new Account(name, null, true, roles, Set.of(), 0, accounts.now());
  }

  /**
   * Makes the first admin.
   *
   * @return false if there is a user already
   * @throws IllegalArgumentException if the name or the password can be none
   */
  public boolean make(String name, Secret password) {
    return accounts.addFirst(name, password);
  }
}
