package org.gatehouse.runtime.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.ListKind;
import org.gatehouse.runtime.list.Listing.Standing;
import org.gatehouse.runtime.testing.MemoryLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VehicleListsTest {
  /** A Thursday. */
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final MemoryLists store = new MemoryLists();

  private VehicleLists lists(ListEntry... entries) {
    store.entries.addAll(List.of(entries));
    return VehicleLists.open(store, ZoneOffset.UTC);
  }

  private static ListEntry entry(
      String plate,
      ListKind kind,
      @Nullable Instant from,
      @Nullable Instant until,
      Set<String> lanes,
      List<String> schedule) {
    return new ListEntry(plate, kind, from, until, lanes, schedule, "tenant/1", 0);
  }

  private static Standing standing(VehicleLists lists, String plate, String lane, Instant at) {
    return lists.exact(plate, lane, at).standing();
  }

  @Test
  void exact_listedOrNot_isToldApart() {
    try (VehicleLists lists =
        lists(
            ListEntry.of("京A12345", ListKind.ALLOW),
            ListEntry.of("B123", ListKind.DENY),
            ListEntry.of("C123", ListKind.VISITOR))) {
      assertThat(standing(lists, "京A12345", "gate", NOON)).isEqualTo(Standing.ALLOW);
      assertThat(standing(lists, "B123", "gate", NOON)).isEqualTo(Standing.DENY);
      assertThat(standing(lists, "C123", "gate", NOON)).isEqualTo(Standing.VISITOR);
      assertThat(standing(lists, "津A12345", "gate", NOON)).isEqualTo(Standing.UNLISTED);
      assertThat(standing(lists, "A12345", "gate", NOON)).isEqualTo(Standing.UNLISTED);
      assertThat(lists.size(ListKind.DENY)).isEqualTo(1);
    }
  }

  @Test
  void exact_entryKeptWithUmlauts_isFoundAsItIsRead() {
    try (VehicleLists lists = lists(ListEntry.of("WÜÄB123", ListKind.DENY))) {
      assertThat(standing(lists, "WUAB123", "gate", NOON)).isEqualTo(Standing.DENY);
      assertThat(lists.alike("WUA8123", "gate", NOON)).hasSize(1);
    }
  }

  @Test
  void exact_denyAndAllow_denyIsStronger() {
    try (VehicleLists lists =
        lists(ListEntry.of("B123", ListKind.ALLOW), ListEntry.of("B123", ListKind.DENY))) {
      assertThat(standing(lists, "B123", "gate", NOON)).isEqualTo(Standing.DENY);
    }
  }

  @Test
  void exact_outsideOfTimesOrLanes_isUnlistedAndSaysThatItLapsed() {
    try (VehicleLists lists =
        lists(
            entry(
                "B123",
                ListKind.ALLOW,
                NOON,
                NOON.plusSeconds(7200),
                Set.of("gate-1"),
                List.of("mon-fri 07:00-13:00")))) {
      assertThat(standing(lists, "B123", "gate-1", NOON)).isEqualTo(Standing.ALLOW);
      Instant before = NOON.minusSeconds(1);
      assertThat(standing(lists, "B123", "gate-1", before)).isEqualTo(Standing.UNLISTED);
      assertThat(standing(lists, "B123", "gate-2", NOON)).isEqualTo(Standing.UNLISTED);
      Listing late = lists.exact("B123", "gate-1", NOON.plusSeconds(3601));
      assertThat(late.standing()).isEqualTo(Standing.UNLISTED);
      assertThat(late.lapsed()).isTrue();
      assertThat(lists.exact("X1", "gate-1", NOON).lapsed()).isFalse();
    }
  }

  @Test
  void exact_entry_comesWithoutItsOwner() {
    try (VehicleLists lists =
        lists(entry("B123", ListKind.ALLOW, null, null, Set.of(), List.of()))) {
      Listing listing = lists.exact("B123", "gate", NOON);
      assertThat(Objects.requireNonNull(listing.entry()).owner()).isNull();
      assertThat(listing.toString()).doesNotContain("tenant");
    }
  }

  @Test
  void alike_oneCharacterOfTheSameShape_isFoundAndNothingElse() {
    try (VehicleLists lists =
        lists(
            ListEntry.of("京A8888O", ListKind.ALLOW),
            ListEntry.of("京A88880", ListKind.DENY),
            ListEntry.of("京AB8880", ListKind.ALLOW),
            ListEntry.of("津A88880", ListKind.VISITOR),
            ListEntry.of("京ABB880", ListKind.ALLOW),
            ListEntry.of("京A78880", ListKind.ALLOW))) {
      assertThat(lists.alike("京A88880", "gate", NOON))
          .extracting(listing -> String.valueOf(listing.entry()).split(" ", -1)[1])
          .containsExactlyInAnyOrder("京A8888O", "京AB8880", "津A88880");
    }
  }

  @Test
  void alike_provinceThatWasNotRead_mayBeAny() {
    try (VehicleLists lists =
        lists(ListEntry.of("京A12345", ListKind.ALLOW), ListEntry.of("津A12345", ListKind.DENY))) {
      assertThat(lists.alike("?A12345", "gate", NOON)).hasSize(2);
    }
  }

  @Test
  void use_onlyPass_isGoneAtOnceAndAfterReadingAnew() {
    ListEntry once =
        new ListEntry("C123", ListKind.VISITOR, null, null, Set.of(), List.of(), null, 1);
    try (VehicleLists lists = lists(once)) {
      assertThat(standing(lists, "C123", "gate", NOON)).isEqualTo(Standing.VISITOR);
      assertThat(lists.use(once, UUID.randomUUID(), NOON)).isTrue();
      assertThat(standing(lists, "C123", "gate", NOON)).isEqualTo(Standing.UNLISTED);
      store.revision++;
      lists.look();
      assertThat(lists.exact("C123", "gate", NOON).lapsed()).isTrue();
      assertThat(lists.use(once, UUID.randomUUID(), NOON)).isFalse();
    }
  }

  @Test
  void lookAgain_entryThatCannotBe_keepsTheFormerOnesAndReadsOn() {
    try (VehicleLists lists = lists(ListEntry.of("B123", ListKind.ALLOW))) {
      store.entries.add(ListEntry.of("C123", ListKind.ALLOW));
      store.revision++;
      store.beforeRead =
          () -> {
            throw new IllegalArgumentException("until: expected a time after from");
          };
      lists.lookAgain();
      assertThat(standing(lists, "B123", "gate", NOON)).isEqualTo(Standing.ALLOW);
      assertThat(lists.size()).isEqualTo(1);
      store.beforeRead = () -> {};
      lists.lookAgain();
      assertThat(lists.size()).isEqualTo(2);
    }
  }

  @Test
  void look_storeChanged_followsIt() {
    try (VehicleLists lists = lists(ListEntry.of("B123", ListKind.ALLOW))) {
      store.entries.clear();
      for (int i = 0; i < 5000; i++) {
        store.entries.add(ListEntry.of("P" + i, ListKind.ALLOW));
      }
      lists.look();
      assertThat(lists.size()).as("the revision is the same").isEqualTo(1);
      store.revision++;
      lists.look();
      assertThat(lists.size()).isEqualTo(5000);
      assertThat(standing(lists, "P4999", "gate", NOON)).isEqualTo(Standing.ALLOW);
      assertThat(standing(lists, "B123", "gate", NOON)).isEqualTo(Standing.UNLISTED);
    }
  }
}
