package org.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of gates must do. */
public abstract class GateStoreContract {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00.000001Z");

  @TempDir protected Path folder;
  private GateStore store;

  /** Opens the same store each time. */
  protected abstract GateStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static GateIntent intent(int n, String lane, Instant at) {
    return new GateIntent(new UUID(0, n), lane, BarrierAction.OPEN, "p" + n, "京A12345", false, at);
  }

  private boolean intend(GateIntent intent) {
    return store.intend(intent, BarrierWish.NONE);
  }

  private static GateEnd end(int n, @Nullable Instant sentAt) {
    return new GateEnd(
        intent(n, "north", T), "no-answer", sentAt, T.plusSeconds(3), "it says nothing");
  }

  private static Visit visit(int n, String group, String plate) {
    return new Visit(new UUID(1, n), group, plate, "north", "p" + n, T.plusSeconds(n));
  }

  @Test
  void intend_sameIdAgain_isRefusedAlsoByALaterRun() {
    assertThat(intend(intent(1, "north", T))).isTrue();
    assertThat(intend(intent(1, "north", T.plusSeconds(9)))).isFalse();
    store.close();
    store = open();
    assertThat(intend(intent(1, "north", T))).isFalse();
    assertThat(store.open()).containsExactly(intent(1, "north", T));
  }

  @Test
  void untold_endWhoseEventWasNotNoted_isThereWholeForALaterRunUntilItIs() {
    intend(intent(1, "north", T));
    intend(intent(2, "north", T));
    intend(intent(3, "south", T));
    store.ended(end(1, T.plusSeconds(1)));
    store.close();
    store = open();
    assertThat(store.untold("south")).isEmpty();
    assertThat(store.untold("north")).containsExactly(end(1, T.plusSeconds(1)));
    store.told(new UUID(0, 1));
    assertThat(store.untold("north")).isEmpty();
    store.ended(end(2, null));
    assertThat(store.untold("north")).containsExactly(end(2, null));
  }

  @Test
  void wish_withAnIntentOrAlone_isThereForALaterRunAndEachLaneHasItsOwn() {
    BarrierWish closing = new BarrierWish(false, T.plusSeconds(15));
    BarrierWish held = new BarrierWish(true, null);
    assertThat(store.wish("north")).isEqualTo(BarrierWish.NONE);
    store.intend(intent(1, "north", T), closing);
    store.wish("south", held);
    store.close();
    store = open();
    assertThat(store.wish("north")).isEqualTo(closing);
    assertThat(store.wish("south")).isEqualTo(held);
    store.wish("south", BarrierWish.NONE);
    assertThat(store.wish("south")).isEqualTo(BarrierWish.NONE);
  }

  @Test
  void wish_withAnIntentThatIsKnown_isNotTaken() {
    store.intend(intent(1, "north", T), BarrierWish.NONE);
    store.intend(intent(1, "north", T), new BarrierWish(true, null));
    assertThat(store.wish("north")).isEqualTo(BarrierWish.NONE);
  }

  @Test
  void forgetBefore_wish_stays() {
    store.intend(intent(1, "north", T), new BarrierWish(true, null));
    store.forgetBefore(T.plusSeconds(5));
    assertThat(store.wish("north").held()).isTrue();
  }

  @Test
  void ended_intent_isNoLongerOpenButIsRemembered() {
    intend(intent(1, "north", T));
    intend(intent(2, "south", T.plusSeconds(1)));
    store.ended(end(1, null));
    store.ended(end(7, null));
    assertThat(store.open()).containsExactly(intent(2, "south", T.plusSeconds(1)));
    assertThat(store.opened("north", T)).containsExactly(intent(1, "north", T));
    assertThat(store.opened("north", T.plusSeconds(1))).isEmpty();
  }

  @Test
  void visits_enterAndLeave_areByGroupAndPlate() {
    store.enter(visit(1, "site", "京A12345"));
    store.enter(visit(2, "yard", "京A12345"));
    assertThat(store.inside("site", "京A12345")).isEqualTo(visit(1, "site", "京A12345"));
    assertThat(store.inside("site", "京A12346")).isNull();
    assertThat(store.leave(new UUID(1, 1))).isTrue();
    assertThat(store.leave(new UUID(1, 1))).isFalse();
    assertThat(store.inside("site", "京A12345")).isNull();
    assertThat(store.inside("yard")).isOne();
  }

  @Test
  void enter_insideAlready_takesThePlaceOfTheFormer() {
    store.enter(visit(1, "site", "京A12345"));
    store.enter(visit(2, "site", "京A12345"));
    assertThat(store.inside("site")).isOne();
    assertThat(store.inside("site", "京A12345")).isEqualTo(visit(2, "site", "京A12345"));
  }

  @Test
  void forget_plate_leavesNothingOfIt() {
    intend(intent(1, "north", T));
    store.enter(visit(1, "site", "京A12345"));
    store.enter(visit(2, "site", "沪B1"));
    assertThat(store.forget("京A12345")).isEqualTo(2);
    assertThat(store.inside("site", "京A12345")).isNull();
    assertThat(store.opened("north", T)).extracting(GateIntent::plate).containsExactly("");
    assertThat(store.inside("site")).isOne();
    assertThat(intend(intent(1, "north", T))).isFalse();
  }

  @Test
  void forgetBefore_olderOnes_goAndYoungerStay() {
    intend(intent(1, "north", T));
    intend(intent(2, "north", T.plusSeconds(10)));
    store.enter(visit(1, "site", "京A12345"));
    store.enter(visit(20, "site", "沪B1"));
    assertThat(store.forgetBefore(T.plusSeconds(5))).isEqualTo(2);
    assertThat(store.opened("north", T)).hasSize(1);
    assertThat(store.inside("site")).isOne();
  }
}
