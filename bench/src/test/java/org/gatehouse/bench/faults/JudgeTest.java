package org.gatehouse.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gatehouse.bench.engine.EngineStatus;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final long SECOND = 1_000_000_000L;

  private final States states = new States();
  private final AlarmBook book = new AlarmBook();
  private final Judge judge =
      new Judge(
          List.of(
              new Judge.Window(
                  Set.of("ill"),
                  10 * SECOND,
                  20 * SECOND,
                  Set.of("stalled", "connecting"),
                  Set.of("CAMERA_DOWN"))),
          0);

  private void told(String camera, String state, int second) {
    states.told(camera, state, second * SECOND);
  }

  private void listed(String id, String kind, int second, String... cameras) {
    book.listed(
        List.of(new EngineStatus.Alarm(id, kind, "2026-01-01T00:00:00Z", Set.of(cameras))),
        second * SECOND);
  }

  @Test
  void falseStates_duringTheFaultAndOfItsKind_areNone() {
    told("ill", "streaming", 1);
    told("ill", "stalled", 13);
    told("ill", "connecting", 14);
    told("ill", "streaming", 15);
    assertThat(judge.falseStates(states, Set.of("ill"))).isEmpty();
  }

  @Test
  void falseStates_ofAnotherKindOrTimeOrCamera_countOnceEach() {
    told("ill", "frozen", 12);
    told("ill", "streaming", 14);
    told("ill", "stalled", 21);
    told("ill", "connecting", 22);
    told("well", "stalled", 12);
    assertThat(judge.falseStates(states, Set.of("ill", "well")))
        .hasSize(3)
        .anyMatch(line -> line.equals("camera ill was said to be frozen at 12 s"))
        .anyMatch(line -> line.startsWith("camera well"));
  }

  @Test
  void falseStates_beforeAllStreamed_doNotCount() {
    states.told("well", "waiting", -SECOND);
    assertThat(judge.falseStates(states, Set.of("well"))).isEmpty();
  }

  @Test
  void falseAlarms_namingWhoIsWell_isOne() {
    listed("a", "CAMERA_DOWN", 12, "ill");
    listed("b", "CAMERA_DOWN", 13, "ill", "well");
    listed("c", "CAMERA_FROZEN", 13, "ill");
    assertThat(judge.falseAlarms(book.lines()))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("alarm b named well"))
        .anyMatch(line -> line.startsWith("alarm c named ill"));
  }

  @Test
  void book_camerasThatLeftAnAlarm_areRememberedAndTheSameIdAgainIsAnotherAlarm() {
    listed("a", "CAMERA_DOWN", 12, "ill", "well");
    listed("a", "CAMERA_DOWN", 13, "ill");
    book.listed(
        List.of(new EngineStatus.Alarm("a", "CAMERA_DOWN", "later", Set.of("ill"))), 30 * SECOND);
    assertThat(book.lines()).hasSize(2);
    assertThat(book.since(0, Set.of("CAMERA_DOWN"), Set.of("well"))).hasSize(1);
    assertThat(book.since(29 * SECOND, Set.of("CAMERA_DOWN"), Set.of("ill"))).hasSize(1);
  }
}
