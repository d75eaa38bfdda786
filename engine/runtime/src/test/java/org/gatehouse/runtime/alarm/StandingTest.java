package org.gatehouse.runtime.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.alarm.AlarmState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state and every action, against a table that is written out. */
class StandingTest {
  /**
   * A row for each state and whether its cause lasts; in the columns where each action leads, in
   * the order of {@link AlarmAction}; a dash where it is refused. The letter says whether the cause
   * lasts then.
   */
  private static final String TABLE =
      """
      from            | RAISE  WORSEN CLEAR  SUPPR  RELEA  ACK    SHELVE UNSHEL OUT    BACK
      NORMAL        n | UNA+y  UNA+y  NOR+n  -      -      -      -      -      -      -
      UNACKNOWLEDGED y| UNA+y  UNA+y  RET+n  SUP+y  -      ACK+y  SHE+y  -      OUT+y  -
      ACKNOWLEDGED  y | ACK+y  UNA+y  NOR+n  SUP+y  -      -      SHE+y  -      OUT+y  -
      RETURNED      n | UNA+y  UNA+y  RET+n  SUP+n  -      NOR+n  SHE+n  -      OUT+n  -
      SHELVED       y | SHE+y  SHE+y  SHE+n  -      -      -      -      UNA+y  OUT+y  -
      SHELVED       n | SHE+y  SHE+y  SHE+n  -      -      -      -      NOR+n  OUT+n  -
      SUPPRESSED    y | SUP+y  SUP+y  SUP+n  -      UNA+y  -      -      -      OUT+y  -
      SUPPRESSED    n | SUP+y  SUP+y  SUP+n  -      NOR+n  -      -      -      OUT+n  -
      OUT_OF_SERVICE y| OUT+y  OUT+y  OUT+n  -      -      -      -      -      -      UNA+y
      OUT_OF_SERVICE n| OUT+y  OUT+y  OUT+n  -      -      -      -      -      -      NOR+n
      """;

  private static final Map<String, AlarmState> WORDS = new HashMap<>();

  static {
    for (AlarmState state : AlarmState.values()) {
      WORDS.put(state.name().substring(0, 3), state);
    }
  }

  private record Row(Standing from, List<String> cells) {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    TABLE
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int bar = line.indexOf('|');
              String head = line.substring(0, bar).strip();
              AlarmState state = AlarmState.valueOf(head.substring(0, head.length() - 1).strip());
              rows.add(
                  new Row(
                      new Standing(state, head.endsWith("y")),
                      List.of(line.substring(bar + 1).strip().split("\\s+", -1))));
            });
    return rows;
  }

  private static @Nullable Standing meant(String cell) {
    return cell.equals("-")
        ? null
        : new Standing(Objects.requireNonNull(WORDS.get(cell.substring(0, 3))), cell.endsWith("y"));
  }

  @TestFactory
  List<DynamicTest> after_eachActionInEachState_isAsInTheTable() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      assertThat(row.cells()).hasSameSizeAs(AlarmAction.values());
      for (AlarmAction action : AlarmAction.values()) {
        Standing expected = meant(row.cells().get(List.of(AlarmAction.values()).indexOf(action)));
        tests.add(
            DynamicTest.dynamicTest(
                row.from() + " " + action,
                () -> assertThat(row.from().after(action)).isEqualTo(expected)));
      }
    }
    return tests;
  }

  @Test
  void table_hasEveryStateThatCanBeReached() {
    List<Standing> reached = new ArrayList<>(List.of(Standing.NORMAL));
    for (int i = 0; i < reached.size(); i++) {
      for (AlarmAction action : AlarmAction.values()) {
        Standing next = reached.get(i).after(action);
        if (next != null && !reached.contains(next)) {
          reached.add(next);
        }
      }
    }
    assertThat(rows().stream().map(Row::from)).containsExactlyInAnyOrderElementsOf(reached);
  }
}
