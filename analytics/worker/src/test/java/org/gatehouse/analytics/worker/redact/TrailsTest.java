package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;
import org.junit.jupiter.api.Test;

/** Where things are covered, by when they were seen. */
class TrailsTest {
  private static final long HOLD = 600_000;
  private static final long FRAME = 40_000;
  private static final Box STANDING = new Box(100, 100, 60, 20);

  private final Trails trails = new Trails(HOLD);

  private void see(long frame, Box... boxes) {
    trails.add(
        List.of(boxes).stream().map(box -> new Sighting(Kind.PLATE, box)).toList(), frame * FRAME);
  }

  private boolean covered(long frame, Box place) {
    return trails.at(frame * FRAME).stream()
        .anyMatch(box -> box.overlap(place) >= 0.999 * place.area());
  }

  private static Box driving(long frame) {
    return new Box(100 + 12.0 * frame, 100 + 3.0 * frame, 60, 20);
  }

  @Test
  void at_momentsAroundASighting_areCoveredWithAMargin() {
    see(50, STANDING);
    Box wider = new Box(92, 94, 76, 32);
    for (long frame = 35; frame <= 65; frame++) {
      assertThat(covered(frame, wider)).as("frame " + frame).isTrue();
    }
  }

  @Test
  void at_longBeforeAndLongAfter_nothingIsCovered() {
    see(50, STANDING);
    assertThat(trails.at(34 * FRAME)).isEmpty();
    assertThat(trails.at(66 * FRAME)).isEmpty();
  }

  @Test
  void at_framesMissedBetweenTwoSightings_areCoveredAllTheWay() {
    for (long frame = 0; frame <= 30; frame++) {
      // Half a second is missed altogether; of the rest every third frame is looked at.
      see(frame, frame % 3 == 0 && (frame < 9 || frame > 21) ? new Box[] {driving(frame)} : none());
    }
    for (long frame = 0; frame <= 30; frame++) {
      assertThat(covered(frame, driving(frame))).as("frame " + frame).isTrue();
    }
  }

  @Test
  void at_beforeTheFirstAndAfterTheLastSighting_goesOnAsItMoved() {
    for (long frame = 20; frame <= 30; frame++) {
      see(frame, driving(frame));
    }
    for (long frame = 31; frame <= 42; frame++) {
      see(frame);
    }
    for (long frame = 8; frame <= 42; frame++) {
      assertThat(covered(frame, driving(frame))).as("frame " + frame).isTrue();
    }
  }

  @Test
  void at_twoThingsApart_bothAreCoveredAndNotWhatLiesBetween() {
    Box other = new Box(500, 100, 60, 20);
    see(10, STANDING, other);
    see(11, STANDING, other);
    assertThat(covered(11, STANDING)).isTrue();
    assertThat(covered(11, other)).isTrue();
    assertThat(covered(11, new Box(300, 100, 60, 20))).isFalse();
  }

  @Test
  void at_oneThingSeenByTwoLooks_isOnePlace() {
    see(10, STANDING, new Box(104, 101, 50, 18));
    assertThat(trails.at(10 * FRAME)).hasSize(1);
  }

  private static Box[] none() {
    return new Box[0];
  }
}
