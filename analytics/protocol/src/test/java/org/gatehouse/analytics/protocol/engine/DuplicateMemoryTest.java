package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.Test;

class DuplicateMemoryTest {
  private static final long SECOND = 1_000_000;
  private final DuplicateMemory memory = new DuplicateMemory();

  @Test
  void resolve_samePlateAfterTakeover_isNotToldAgain() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(Units.GATE, 103 * SECOND);
    assertThat(memory.resolve(passage(Units.GATE, "A1", 101 * SECOND))).isEmpty();
  }

  @Test
  void resolve_withoutTakeover_isToldAsItIs() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    PassageReport again = passage(Units.GATE, "A1", 101 * SECOND);
    assertThat(memory.resolve(again)).containsSame(again);
  }

  @Test
  void resolve_otherPlateOrCameraOrLongAfter_isTold() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(Units.GATE, 103 * SECOND);
    memory.takeover(Units.YARD, 103 * SECOND);
    assertThat(memory.resolve(passage(Units.GATE, "B2", 101 * SECOND))).isPresent();
    assertThat(memory.resolve(passage(Units.YARD, "A1", 101 * SECOND))).isPresent();
    assertThat(memory.resolve(passage(Units.GATE, "A1", 120 * SECOND))).isPresent();
  }

  @Test
  void resolve_newWorkerReportsItTwice_secondTimeCountsAsNew() {
    memory.takeover(Units.GATE, 103 * SECOND);
    memory.reported(passage(Units.GATE, "A1", 104 * SECOND));
    assertThat(memory.resolve(passage(Units.GATE, "A1", 105 * SECOND))).isPresent();
  }

  @Test
  void resolve_decidedBeforeTakeover_isFinalizedUnderItsFirstName() {
    memory.reported(report("old", Stage.DECIDED, "A1"));
    memory.takeover(Units.GATE, 103 * SECOND);

    assertThat(memory.resolve(report("new", Stage.DECIDED, "A1"))).isEmpty();
    assertThat(memory.resolve(report("new", Stage.DECIDED, "A7")))
        .map(PassageReport::passageId)
        .contains("old");
    PassageReport last = memory.resolve(report("new", Stage.FINALIZED, "A7")).orElseThrow();
    assertThat(last.passageId()).isEqualTo("old");
    memory.reported(last);
    assertThat(memory.resolve(report("new", Stage.FINALIZED, "A7"))).isEmpty();
  }

  static PassageReport passage(StreamId stream, String text, long startMicros) {
    return report(stream, text + startMicros, Stage.FINALIZED, text, startMicros);
  }

  private static PassageReport report(String passage, Stage stage, String text) {
    return report(Units.GATE, passage, stage, text, 101 * SECOND);
  }

  private static PassageReport report(
      StreamId stream, String passage, Stage stage, String text, long startMicros) {
    PlateRead plate =
        new PlateRead(text, 1, "CN", "standard", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new PassageReport(
        stream,
        passage + stage,
        passage,
        stage,
        startMicros,
        startMicros,
        startMicros + SECOND,
        plate,
        Direction.UNKNOWN,
        new byte[0],
        new byte[0]);
  }
}
