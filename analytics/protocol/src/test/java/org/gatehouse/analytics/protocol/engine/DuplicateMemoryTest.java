package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.Test;

class DuplicateMemoryTest {
  private static final long SECOND = 1_000_000;
  private final DuplicateMemory memory = new DuplicateMemory();

  @Test
  void isDuplicate_samePlateAfterTakeover_isTrue() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(Units.GATE, 103 * SECOND);
    assertThat(memory.isDuplicate(passage(Units.GATE, "A1", 101 * SECOND))).isTrue();
  }

  @Test
  void isDuplicate_withoutTakeover_isFalse() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    assertThat(memory.isDuplicate(passage(Units.GATE, "A1", 101 * SECOND))).isFalse();
  }

  @Test
  void isDuplicate_otherPlateOrCameraOrLongAfter_isFalse() {
    memory.reported(passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(Units.GATE, 103 * SECOND);
    memory.takeover(Units.YARD, 103 * SECOND);
    assertThat(memory.isDuplicate(passage(Units.GATE, "B2", 101 * SECOND))).isFalse();
    assertThat(memory.isDuplicate(passage(Units.YARD, "A1", 101 * SECOND))).isFalse();
    assertThat(memory.isDuplicate(passage(Units.GATE, "A1", 120 * SECOND))).isFalse();
  }

  @Test
  void isDuplicate_newWorkerReportsItTwice_secondTimeCountsAsNew() {
    memory.takeover(Units.GATE, 103 * SECOND);
    memory.reported(passage(Units.GATE, "A1", 104 * SECOND));
    assertThat(memory.isDuplicate(passage(Units.GATE, "A1", 105 * SECOND))).isFalse();
  }

  static PassageReport passage(StreamId stream, String text, long startMicros) {
    PlateRead plate =
        new PlateRead(text, 1, "CN", "standard", List.of(), new BoundingBox(0, 0, 1, 1), 3);
    return new PassageReport(
        stream,
        text + startMicros,
        startMicros,
        startMicros,
        startMicros + SECOND,
        plate,
        Direction.UNKNOWN,
        new byte[0],
        new byte[0]);
  }
}
