package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.contract.list.VehicleListStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of lists must do. */
public abstract class VehicleListStoreContract {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final ListEntry ALLOWED = ListEntry.of("京A12345", ListKind.ALLOW);
  private static final ListEntry VISIT =
      new ListEntry(
          "京A12345",
          ListKind.VISITOR,
          NEW_YEAR,
          NEW_YEAR.plusSeconds(86_400),
          Set.of("gate-2", "gate-1"),
          List.of("mon-fri 07:00-19:00", "sat,sun 00:00-24:00"),
          "tenant/17",
          2);

  @TempDir protected Path folder;
  private VehicleListStore store;

  /** Opens the same lists each time. */
  protected abstract VehicleListStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private ListChange.Counts apply(boolean whole, ListEntry... entries) {
    try (ListChange change = store.change()) {
      for (ListEntry entry : entries) {
        change.put(entry);
      }
      return change.apply(whole);
    }
  }

  private List<ListEntry> all() {
    List<ListEntry> all = new ArrayList<>();
    store.read(kept -> all.add(kept.entry()));
    return all;
  }

  @Test
  void apply_entriesOfEveryForm_areReadAsTheyWereAlsoAfterReopening() {
    assertThat(apply(false, VISIT, ALLOWED)).isEqualTo(new ListChange.Counts(2, 0, 0, 0));
    assertThat(all()).containsExactly(ALLOWED, VISIT);
    store.close();
    store = open();
    assertThat(store.of("京A12345")).containsExactly(ALLOWED, VISIT);
    assertThat(store.of("京A12346")).isEmpty();
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void apply_sameAgain_changesNothingAndKeepsTheRevision() {
    apply(false, ALLOWED, VISIT);
    long revision = store.revision();
    assertThat(apply(false, ALLOWED)).isEqualTo(new ListChange.Counts(0, 0, 0, 2));
    assertThat(store.revision()).isEqualTo(revision);
  }

  @Test
  void apply_otherOwnerOrTimes_isAChangeOfThatEntry() {
    apply(false, VISIT);
    long revision = store.revision();
    ListEntry longer =
        new ListEntry("京A12345", ListKind.VISITOR, NEW_YEAR, null, Set.of(), List.of(), null, 0);
    assertThat(apply(false, longer)).isEqualTo(new ListChange.Counts(0, 1, 0, 0));
    assertThat(all()).containsExactly(longer);
    assertThat(store.revision()).isGreaterThan(revision);
  }

  @Test
  void apply_whole_removesWhatWasNotPut() {
    apply(false, ALLOWED, VISIT);
    ListEntry other = ListEntry.of("B123", ListKind.DENY);
    assertThat(apply(true, VISIT, other)).isEqualTo(new ListChange.Counts(1, 0, 1, 1));
    assertThat(all()).containsExactlyInAnyOrder(VISIT, other);
  }

  @Test
  void change_closedWithoutApplying_leavesAllAsItWas() {
    apply(false, ALLOWED);
    try (ListChange change = store.change()) {
      change.put(VISIT);
      assertThat(change.counts(true)).isEqualTo(new ListChange.Counts(1, 0, 1, 0));
      List<ListEntry> fresh = new ArrayList<>();
      change.fresh(fresh::add);
      assertThat(fresh).containsExactly(VISIT);
      assertThat(all()).containsExactly(ALLOWED);
    }
    assertThat(all()).containsExactly(ALLOWED);
  }

  @Test
  void put_sameKeyTwice_isRefused() {
    try (ListChange change = store.change()) {
      assertThat(change.put(ALLOWED)).isTrue();
      assertThat(change.put(ALLOWED)).isFalse();
    }
  }

  @Test
  void use_pass_isUsedOnceForAPassageAndNotMoreOftenThanGiven() {
    apply(false, VISIT);
    UUID first = UUID.randomUUID();
    assertThat(store.use(VISIT, first, NEW_YEAR)).isEqualTo(OptionalInt.of(1));
    assertThat(store.use(VISIT, first, NEW_YEAR)).isEqualTo(OptionalInt.of(1));
    UUID second = UUID.randomUUID();
    assertThat(store.use(VISIT, second, NEW_YEAR)).isEqualTo(OptionalInt.of(0));
    assertThat(store.use(VISIT, UUID.randomUUID(), NEW_YEAR)).isEmpty();
    assertThat(store.use(VISIT, second, NEW_YEAR)).isEqualTo(OptionalInt.of(0));
    List<Integer> used = new ArrayList<>();
    store.read(kept -> used.add(kept.used()));
    assertThat(used).containsExactly(2);
  }

  @Test
  void use_whileAChangeIsGathered_isNotHeldUp() {
    apply(false, VISIT);
    try (ListChange change = store.change()) {
      change.put(ALLOWED);
      change.counts(false);
      assertThat(store.use(VISIT, UUID.randomUUID(), NEW_YEAR)).isEqualTo(OptionalInt.of(1));
      change.apply(false);
    }
    assertThat(all()).hasSize(2);
  }

  @Test
  void use_entryThatIsGone_isNotGranted() {
    assertThat(store.use(VISIT, UUID.randomUUID(), NEW_YEAR)).isEmpty();
    ListEntry often = ListEntry.of("C123", ListKind.VISITOR);
    apply(false, often);
    assertThat(store.use(often, UUID.randomUUID(), NEW_YEAR)).isPresent();
  }

  @Test
  void clear_plate_removesWhatIsNotPutAgainAndNothingElse() {
    apply(false, ALLOWED, VISIT, ListEntry.of("沪B1", ListKind.DENY));
    try (ListChange change = store.change()) {
      change.clear("京A12345");
      change.put(VISIT);
      assertThat(change.counts(false)).isEqualTo(new ListChange.Counts(0, 0, 1, 2));
      assertThat(change.apply(false)).isEqualTo(new ListChange.Counts(0, 0, 1, 2));
    }
    assertThat(store.of("京A12345")).containsExactly(VISIT);
    long before = store.revision();
    try (ListChange change = store.change()) {
      change.clear("京A12345");
      change.apply(false);
    }
    assertThat(store.of("京A12345")).isEmpty();
    assertThat(store.of("沪B1")).hasSize(1);
    assertThat(store.revision()).isGreaterThan(before);
  }

  @Test
  void after_pages_holdWholePlatesInTheirOrder() {
    apply(
        false,
        ALLOWED,
        VISIT,
        ListEntry.of("A1", ListKind.DENY),
        ListEntry.of("B2", ListKind.ALLOW));
    assertThat(store.after("", 2)).extracting(ListEntry::plate).containsExactly("A1", "B2");
    assertThat(store.after("B2", 2)).containsExactly(ALLOWED, VISIT);
    assertThat(store.after("京A12345", 2)).isEmpty();
  }
}
