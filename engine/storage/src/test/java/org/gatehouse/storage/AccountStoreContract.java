package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of users and tokens keeps to; implementations extend it. */
public abstract class AccountStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir protected Path folder;
  private AccountStore store;

  /** Opens the store of this test: the same content each time. */
  protected abstract AccountStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static Account account(String name) {
    return new Account(
        name,
        "$argon2id$x",
        true,
        new TreeMap<>(Map.of("north gate", Role.GUARD, Account.ANY_SITE, Role.VIEWER)),
        Set.of(Right.EXPORT_UNREDACTED),
        0,
        NOON);
  }

  private static ApiToken token(String name, String hash) {
    return new ApiToken(
        name,
        hash,
        "alice",
        Role.VIEWER,
        Set.of(Scope.EVENTS, Scope.METRICS),
        Set.of(),
        "nightly report",
        NOON,
        NOON.plusSeconds(3600));
  }

  @Test
  void add_accounts_comeBackAsTheyWereAlsoAfterReopening() {
    assertThat(store.add(account("bob"))).isTrue();
    assertThat(store.add(account("alice"))).isTrue();
    store.close();
    store = open();
    assertThat(store.accounts()).containsExactly(account("alice"), account("bob"));
  }

  @Test
  void add_nameThatIsTaken_changesNothing() {
    store.add(account("bob"));
    assertThat(store.add(account("bob").withPassword("other"))).isFalse();
    assertThat(store.accounts()).containsExactly(account("bob"));
  }

  @Test
  void addFirst_onlyWhereThereIsNone() {
    assertThat(store.addFirst(account("bob"))).isTrue();
    assertThat(store.addFirst(account("eve"))).isFalse();
    assertThat(store.accounts()).containsExactly(account("bob"));
  }

  @Test
  void replace_knownAndUnknown() {
    store.add(account("bob"));
    Account other =
        account("bob").withEnabled(false).withRoles(Map.of("south", Role.ADMIN), Set.of());
    assertThat(store.replace(other)).isTrue();
    assertThat(store.replace(account("eve"))).isFalse();
    assertThat(store.accounts()).containsExactly(other);
  }

  @Test
  void tokens_addedAndDeleted() {
    assertThat(store.add(token("b", "hash-b"))).isTrue();
    assertThat(store.add(token("a", "hash-a"))).isTrue();
    assertThat(store.add(token("a", "hash-c"))).isFalse();
    assertThat(store.tokens()).containsExactly(token("a", "hash-a"), token("b", "hash-b"));
    assertThat(store.deleteToken("a")).isTrue();
    assertThat(store.deleteToken("a")).isFalse();
    assertThat(store.tokens()).containsExactly(token("b", "hash-b"));
  }

  /** As when a command runs beside the engine. */
  @Test
  void version_anotherChangedSomething_grows() {
    long before = store.version();
    try (AccountStore other = open()) {
      assertThat(other.add(account("bob"))).isTrue();
      assertThat(other.add(account("bob"))).isFalse();
    }
    assertThat(store.version()).isEqualTo(before + 1);
    assertThat(store.accounts()).hasSize(1);
  }

  @Test
  void at_siteWithAndWithoutARoleOfItsOwn() {
    assertThat(account("bob").at("north gate")).isEqualTo(Role.GUARD);
    assertThat(account("bob").at("south")).isEqualTo(Role.VIEWER);
    assertThat(account("bob").withRoles(Map.of("north gate", Role.GUARD), Set.of()).at("south"))
        .isNull();
  }
}
