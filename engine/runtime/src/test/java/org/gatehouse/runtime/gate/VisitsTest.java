package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierWish;
import org.gatehouse.contract.gate.GateEnd;
import org.gatehouse.contract.gate.GateIntent;
import org.gatehouse.contract.gate.GateStore;
import org.gatehouse.contract.gate.PassDirection;
import org.gatehouse.contract.gate.Visit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.list.Listing.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VisitsTest {
  private static final String PLATE = "京A12345";
  private static final String MISREAD = "京A1234S";

  private final Visits visits = new Visits(new Inside());

  private static LaneRules rules(PassDirection direction) {
    return new LaneRules(
        "north",
        direction,
        List.of(new CameraId("gate-1")),
        List.of(),
        Map.of(Standing.ALLOW, Outcome.OPEN),
        false,
        null,
        Outcome.OPEN,
        Passback.REFUSE,
        "site",
        Duration.ofMillis(500),
        Duration.ofSeconds(20),
        null,
        Duration.ofSeconds(10));
  }

  @Test
  void inside_lookAlike_isTheSameOnTheWayOutAndAnotherOnTheWayIn() {
    visits.passed(rules(PassDirection.IN), PLATE, "p1", Instant.EPOCH, event -> {});
    assertThat(visits.inside(rules(PassDirection.OUT), MISREAD)).isTrue();
    assertThat(visits.inside(rules(PassDirection.IN), MISREAD)).isFalse();
    assertThat(visits.inside(rules(PassDirection.IN), PLATE)).isTrue();
    visits.passed(rules(PassDirection.OUT), MISREAD, "p2", Instant.EPOCH, event -> {});
    assertThat(visits.inside(rules(PassDirection.OUT), PLATE)).isFalse();
  }

  /** Knows who is inside, and takes nothing else. */
  private static final class Inside implements GateStore {
    private final Map<String, Visit> byPlate = new HashMap<>();

    @Override
    public void enter(Visit visit) {
      byPlate.put(visit.plate(), visit);
    }

    @Override
    public @Nullable Visit inside(String group, String plate) {
      return byPlate.get(plate);
    }

    @Override
    public boolean leave(UUID visit) {
      return byPlate.values().removeIf(known -> known.id().equals(visit));
    }

    @Override
    public long inside(String group) {
      return byPlate.size();
    }

    @Override
    public boolean intend(GateIntent intent, BarrierWish then) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wish(String lane, BarrierWish wish) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BarrierWish wish(String lane) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ended(GateEnd end) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<GateEnd> untold(String lane) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void told(UUID id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<GateIntent> open() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<GateIntent> opened(String lane, Instant since) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int forget(String plate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int forgetBefore(Instant time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
