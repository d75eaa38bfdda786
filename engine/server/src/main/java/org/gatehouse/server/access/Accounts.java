package org.gatehouse.server.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Users and tokens, as they are in the store: what another process changed holds within a second.
 * Questions are answered from memory; changes wait for the disk. Thread-safe.
 */
public final class Accounts implements AutoCloseable {
  private final AccountStore store;
  private final Passwords passwords;
  private final Ticker ticker;
  private final AtomicReference<Known> known;

  /** The store's content. */
  private record Known(
      long version, Map<String, Account> accounts, Map<String, ApiToken> tokensByHash) {}

  /** On a store that is closed with it. */
  public Accounts(AccountStore store, Passwords passwords, Ticker ticker) {
    this.store = store;
    this.passwords = passwords;
    this.ticker = ticker;
    this.known = new AtomicReference<>(read());
  }

  private Known read() {
    // The version first: what changes meanwhile is read again.
    return new Known(
        store.version(),
        store.accounts().stream().collect(Collectors.toMap(Account::name, account -> account)),
        store.tokens().stream().collect(Collectors.toMap(ApiToken::hash, token -> token)));
  }

  /** Looks whether another process changed something; waits for the store. */
  public void refresh() {
    Known before = known.get();
    if (store.version() != before.version()) {
      // What was changed here meanwhile is newer than what was read: the next look tells.
      known.compareAndSet(before, read());
    }
  }

  /** True if there is nobody yet. */
  public boolean none() {
    return known.get().accounts().isEmpty();
  }

  /** The user of that name; null if there is none. */
  public @Nullable Account find(String name) {
    return known.get().accounts().get(name);
  }

  /** All users, as far as is known now, in no order. */
  public List<Account> known() {
    return List.copyOf(known.get().accounts().values());
  }

  /** All users, by name. */
  public List<Account> all() {
    return store.accounts();
  }

  /** The user, if the password is theirs and they are enabled; takes as long if not. */
  public @Nullable Account login(String name, Secret password) {
    Account account = find(name);
    boolean right = passwords.matches(account == null ? null : account.password(), password);
    return right && account != null && account.enabled() ? account : null;
  }

  /** A new user without a role anywhere. */
  public Account create(String name, Secret password) {
    Passwords.check(name, password);
    return new Account(name, passwords.hash(password), true, new TreeMap<>(), Set.of(), 0, now());
  }

  /** Adds the first admin; false if there is a user already. */
  public boolean addFirst(String name, Secret password) {
    return changed(
        store.addFirst(
            create(name, password).withRoles(Map.of(Account.ANY_SITE, Role.ADMIN), Set.of())));
  }

  /** Adds a user; false if there is one of that name. */
  public boolean add(String name, Secret password, Map<String, Role> roles, Set<Right> rights) {
    return changed(store.add(create(name, password).withRoles(roles, rights)));
  }

  /** Gives a user another password, which ends their sessions; false if there is none. */
  public boolean reset(String name, Secret password) {
    Passwords.check(name, password);
    String hash = passwords.hash(password);
    return change(name, account -> account.withPassword(hash));
  }

  /**
   * Changes a user; false if there is none of that name. One after the other: what a change makes
   * sure of holds until it is done. What it throws is thrown on, and nothing is changed.
   */
  public synchronized boolean change(String name, UnaryOperator<Account> change) {
    Account before =
        store.accounts().stream()
            .filter(account -> account.name().equals(name))
            .findFirst()
            .orElse(null);
    return before != null && changed(store.replace(change.apply(before)));
  }

  /** All tokens, by name. */
  public List<ApiToken> tokens() {
    return store.tokens();
  }

  /** The token that somebody shows; null if it is none, or has expired. */
  public @Nullable ApiToken token(String shown) {
    ApiToken token = known.get().tokensByHash().get(Tokens.hash(shown));
    return token == null || !now().isBefore(token.expires()) ? null : token;
  }

  /** Adds a token; false if there is one of that name. */
  public boolean add(ApiToken token) {
    return changed(store.add(token));
  }

  /** Deletes a token; false if there is none of that name. */
  public boolean deleteToken(String name) {
    return changed(store.deleteToken(name));
  }

  private boolean changed(boolean changed) {
    known.set(read());
    return changed;
  }

  /** By the clock of the engine. */
  public Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    store.close();
  }
}
