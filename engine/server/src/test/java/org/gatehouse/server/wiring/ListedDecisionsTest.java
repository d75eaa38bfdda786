package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventDetail.GateDecided;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog.Place;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.junit.jupiter.api.Test;

/** What was decided of passages, over a log that counts how often it is asked. */
class ListedDecisionsTest {
  private static final Instant DAY = Instant.parse("2026-05-01T08:00:00Z");
  private static final Comparator<StoredEvent> ORDER =
      Comparator.comparing((StoredEvent stored) -> stored.event().time())
          .thenComparing(StoredEvent::sequence);

  private final List<StoredEvent> log = new ArrayList<>();
  private Instant now = DAY.plus(Duration.ofDays(30));
  private int pages;
  private final ListedDecisions decisions = new ListedDecisions(this::page, clock());

  private Ticker clock() {
    return new Ticker() {
      @Override
      public long nanos() {
        return 0;
      }

      @Override
      public long epochMicros() {
        return now.toEpochMilli() * 1000;
      }
    };
  }

  private List<StoredEvent> page(Place after, Instant before, int limit) {
    pages++;
    return log.stream()
        .filter(one -> isAfter(one, after) && one.event().time().isBefore(before))
        .sorted(ORDER)
        .limit(limit)
        .toList();
  }

  private static boolean isAfter(StoredEvent one, Place place) {
    int times = one.event().time().compareTo(place.time());
    return times > 0 || (times == 0 && one.sequence() > place.sequence());
  }

  private void decided(String passage, String standing, Instant at) {
    GateDecided detail = new GateDecided("in", passage, "open", standing, "list", at);
    log.add(
        new StoredEvent(
            log.size() + 1,
            new Event(UUID.randomUUID(), "north", new CameraId("gate"), at, detail, List.of())));
  }

  @Test
  void test_weekOfFewDecisions_isReadOncePerHour() {
    for (int minute = 0; minute < 7 * 24 * 60; minute += 5) {
      decided("p" + minute, minute % 10 == 0 ? "allow" : "unlisted", DAY.plusSeconds(minute * 60L));
    }
    for (int minute = 0; minute < 7 * 24 * 60; minute++) {
      boolean listed = decisions.test("p" + minute, DAY.plusSeconds(minute * 60L - 3));
      assertThat(listed).as("minute %d", minute).isEqualTo(minute % 10 == 0);
    }
    assertThat(pages).isLessThanOrEqualTo(7 * 24 + 1);
  }

  @Test
  void test_manyDecisions_areReadOnceInPagesAndForgotten() {
    int all = 3 * 60 * 60;
    for (int second = 0; second < all; second++) {
      decided("p" + second, "allow", DAY.plusSeconds(second));
    }
    int most = 0;
    for (int second = 0; second < all; second += 10) {
      assertThat(decisions.test("p" + second, DAY.plusSeconds(second))).isTrue();
      most = Math.max(most, decisions.remembered());
    }
    assertThat(pages).isLessThanOrEqualTo(all / ListedDecisions.PAGE + 2);
    assertThat(most).isLessThanOrEqualTo(20 * 60 + 1 + ListedDecisions.PAGE);
  }

  @Test
  void test_moreThanAPageAtOneMoment_allAreFound() {
    for (int n = 0; n < 3 * ListedDecisions.PAGE; n++) {
      decided("p" + n, "visitor", DAY);
    }
    assertThat(decisions.test("p" + (3 * ListedDecisions.PAGE - 1), DAY)).isTrue();
    assertThat(decisions.test("other", DAY)).isFalse();
  }

  @Test
  void test_unlistedAfterListed_wasListed() {
    decided("p", "allow", DAY);
    decided("p", "unlisted", DAY.plusSeconds(5));
    assertThat(decisions.test("p", DAY.plusSeconds(600))).isTrue();
    assertThat(decisions.test("p", DAY.plusSeconds(601))).isFalse();
  }

  /** As once a day, when all that stays is looked at again. */
  @Test
  void test_backInTimeAndFarAhead_readsThereAnew() {
    decided("first", "allow", DAY);
    decided("last", "deny", DAY.plus(Duration.ofDays(9)));
    assertThat(decisions.test("first", DAY)).isTrue();
    assertThat(decisions.test("last", DAY.plus(Duration.ofDays(9)))).isTrue();
    assertThat(decisions.test("first", DAY)).isTrue();
    assertThat(pages).isEqualTo(3);
  }

  /** Where reads are kept for minutes only, lanes still decide about what is asked. */
  @Test
  void test_decidedSinceTheLastQuestion_isFound() {
    now = DAY.plusSeconds(60);
    assertThat(decisions.test("p", DAY)).isFalse();
    decided("p", "allow", DAY.plusSeconds(60));
    assertThat(decisions.test("p", DAY.plusSeconds(1))).isTrue();
  }

  @Test
  void test_anyTimes_saysAsOneThatReadsAll() {
    Random random = new Random(7);
    for (int n = 0; n < 3000; n++) {
      String standing = random.nextBoolean() ? "allow" : "unlisted";
      decided("p" + n, standing, DAY.plusMillis(random.nextInt(36_000_000)));
    }
    for (StoredEvent asked : log) {
      GateDecided detail = (GateDecided) asked.event().detail();
      Instant near = asked.event().time().plusMillis(random.nextInt(1_200_001) - 600_000);
      assertThat(decisions.test(detail.passageId(), near))
          .as("%s", detail)
          .isEqualTo(!detail.standing().equals("unlisted"));
    }
  }
}
