package org.gatehouse.server.http;

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
    Accounts accounts = new Accounts(new MemoryAccounts(), new Passwords(), Ticker.system());
    return AccessParts.of("test-site", null, true, accounts, who -> {});
  }

  /** Without users: with that access token, or for this machine if it is null. */
  public static AccessParts of(@Nullable Secret token) {
    Accounts accounts = new Accounts(new MemoryAccounts(), new Passwords(), Ticker.system());
    return AccessParts.of("test-site", token, false, accounts, who -> {});
  }
}
