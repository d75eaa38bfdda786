package org.gatehouse.server.http;

import java.util.function.Consumer;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Passwords;
import org.jspecify.annotations.Nullable;

/** Access to engines of tests. */
public final class TestAccess {
  private TestAccess() {}

  /** Without users, and for nobody who is not logged in. */
  static AccessParts required() {
    return AccessParts.of(ServedSite.NAME, null, true, users(new MemoryAccounts()), who -> {});
  }

  /** Without users: with that access token, or for this machine if it is null. */
  public static AccessParts of(@Nullable Secret token) {
    return AccessParts.of(ServedSite.NAME, token, false, users(new MemoryAccounts()), who -> {});
  }

  /** For this machine, until there is a user; tells of those who are held off. */
  static AccessParts of(AccountStore store, Consumer<String> locked) {
    return AccessParts.of(ServedSite.NAME, null, false, users(store), locked);
  }

  /** With that access token; tells of those who are held off. */
  static AccessParts of(Secret token, AccountStore store, Consumer<String> locked) {
    return AccessParts.of(ServedSite.NAME, token, false, users(store), locked);
  }

  private static Accounts users(AccountStore store) {
    return new Accounts(store, new Passwords(), Ticker.system());
  }
}
