package org.gatehouse.analytics.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.Test;

class DuplicateMemoryTest {
  private static final long SECOND = 1_000_000;
  private static final int OLD = 1;
  private static final int NEW = 2;
  private final DuplicateMemory memory = new DuplicateMemory();

  @Test
  void resolve_samePlateAfterTakeover_isNotToldAgain() {
    tell(OLD, passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(NEW, 103 * SECOND);
    assertThat(memory.resolve(NEW, passage(Units.GATE, "A1", 101 * SECOND))).isEmpty();
  }

  @Test
  void resolve_finishedByTheOldWorkerAfterTheTakeover_isNotToldAgain() {
    memory.takeover(NEW, 103 * SECOND);
    tell(OLD, passage(Units.GATE, "A1", 100 * SECOND));
    assertThat(memory.resolve(NEW, passage(Units.GATE, "A1", 101 * SECOND))).isEmpty();
  }

  @Test
  void resolve_withoutTakeover_isToldAsItIs() {
    tell(OLD, passage(Units.GATE, "A1", 100 * SECOND));
    PassageReport again = passage(Units.GATE, "A1", 101 * SECOND);
    assertThat(memory.resolve(OLD, again)).containsSame(again);
  }

  @Test
  void resolve_otherPlateOrLongAfter_isTold() {
    tell(OLD, passage(Units.GATE, "A1", 100 * SECOND));
    memory.takeover(NEW, 103 * SECOND);
    assertThat(memory.resolve(NEW, passage(Units.GATE, "B2", 101 * SECOND))).isPresent();
    assertThat(memory.resolve(NEW, passage(Units.GATE, "A1", 120 * SECOND))).isPresent();
  }

  @Test
  void resolve_newWorkerReportsItTwice_secondTimeCountsAsNew() {
    memory.takeover(NEW, 103 * SECOND);
    tell(NEW, passage(Units.GATE, "A1", 104 * SECOND));
    assertThat(memory.resolve(NEW, passage(Units.GATE, "A1", 105 * SECOND))).isPresent();
  }

  @Test
  void resolve_decidedBeforeTakeover_isFinalizedUnderItsFirstName() {
    tell(OLD, report("old", Stage.DECIDED, "A1"));
    memory.takeover(NEW, 103 * SECOND);

    assertThat(memory.resolve(NEW, report("new", Stage.DECIDED, "A1"))).isEmpty();
    assertThat(memory.resolve(NEW, report("new", Stage.DECIDED, "A7")))
        .map(PassageReport::passageId)
        .contains("old");
    PassageReport last = memory.resolve(NEW, report("new", Stage.FINALIZED, "A7")).orElseThrow();
    assertThat(last.passageId()).isEqualTo("old");
    memory.reported(NEW, last);
    assertThat(memory.resolve(NEW, report("new", Stage.FINALIZED, "A7"))).isEmpty();
  }

  /** A gate that opens for no uncertain plate waits for it. */
  @Test
  void resolve_decidedAgainAfterTheTakeoverAndCertainOnlyNow_isTold() {
    tell(OLD, doubtful("old"));
    memory.takeover(NEW, 103 * SECOND);
    assertThat(memory.resolve(NEW, doubtful("new"))).isEmpty();
    PassageReport certain = memory.resolve(NEW, report("new", Stage.DECIDED, "A1")).orElseThrow();
    assertThat(certain.passageId()).isEqualTo("old");
    memory.reported(NEW, certain);
    assertThat(memory.resolve(NEW, report("new", Stage.DECIDED, "A1"))).isEmpty();
  }

  private static PassageReport doubtful(String passage) {
    PlateCharacter character =
        new PlateCharacter("A", 0.4, List.of(new PlateCharacter.Alternative("4", 0.3)));
    return report(Units.GATE, passage, Stage.DECIDED, "A1", 101 * SECOND, List.of(character));
  }

  @Test
  void resolve_decidedLongBeforeTheTakeoverAndStillThere_goesOnUnderItsFirstName() {
    tell(OLD, report("old", Stage.DECIDED, "A1"));
    memory.takeover(NEW, 200 * SECOND);
    PassageReport seen = report(Units.GATE, "new", Stage.DECIDED, "A1", 198 * SECOND);
    assertThat(memory.resolve(NEW, seen)).isEmpty();
    PassageReport left = report(Units.GATE, "new", Stage.FINALIZED, "A1", 198 * SECOND);
    assertThat(memory.resolve(NEW, left)).map(PassageReport::passageId).contains("old");
  }

  @Test
  void resolve_oldWorkerFinishesWhatTheNewOneSees_endIsToldByTheNewOne() {
    tell(OLD, report("old", Stage.DECIDED, "A1"));
    memory.takeover(NEW, 103 * SECOND);
    assertThat(memory.resolve(NEW, report("new", Stage.DECIDED, "A1"))).isEmpty();
    assertThat(memory.resolve(OLD, report("old", Stage.FINALIZED, "A1"))).isEmpty();
    assertThat(memory.resolve(NEW, report("new", Stage.FINALIZED, "A1")))
        .map(PassageReport::passageId)
        .contains("old");
  }

  @Test
  void resolve_toldUnderItsOwnName_isFinalizedUnderIt() {
    tell(OLD, report("old", Stage.DECIDED, "A1"));
    memory.takeover(NEW, 103 * SECOND);
    tell(NEW, report("new", Stage.DECIDED, "A7"));
    assertThat(memory.resolve(NEW, report("new", Stage.FINALIZED, "A1")))
        .map(PassageReport::passageId)
        .contains("new");
  }

  @Test
  void looked_decidedAndNotSeenByTheNewWorker_hasItsEndAfterAWhile() {
    tell(OLD, report("gone", Stage.DECIDED, "A1"));
    tell(OLD, report("there", Stage.DECIDED, "B2"));
    memory.takeover(NEW, 103 * SECOND);
    assertThat(memory.resolve(NEW, report("new", Stage.DECIDED, "B2"))).isEmpty();
    for (int i = 1; i < DuplicateMemory.LOOKS; i++) {
      assertThat(memory.looked()).isEmpty();
    }
    assertThat(memory.looked())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.passageId()).isEqualTo("gone");
              assertThat(end.stage()).isEqualTo(Stage.FINALIZED);
              assertThat(end.plate().text()).isEqualTo("A1");
              memory.ended(end);
            });
    assertThat(memory.looked()).isEmpty();
  }

  @Test
  void looked_takeoversComeMoreOftenThanAnEndIsSure_hasItsEndAllTheSame() {
    tell(OLD, report("gone", Stage.DECIDED, "A1"));
    int ends = 0;
    for (int i = 0; i < DuplicateMemory.LOOKS; i++) {
      memory.takeover(NEW + i, (103 + i) * SECOND);
      ends += memory.looked().size();
    }
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void reported_moreStandThanAreRemembered_theOldestHasItsEnd() {
    for (int i = 0; i < 9; i++) {
      tell(OLD, report("stands" + i, Stage.DECIDED, "A" + i));
    }
    List<PassageReport> ends = memory.looked();
    assertThat(ends).extracting(PassageReport::passageId).containsExactly("stands0");
    assertThat(ends).extracting(PassageReport::stage).containsExactly(Stage.FINALIZED);
    memory.ended(ends.getFirst());
    assertThat(memory.looked()).isEmpty();
    assertThat(memory.unfinished()).hasSize(8);
  }

  @Test
  void looked_workerThatIsStillAtIt_nothingEnds() {
    tell(OLD, report("stands", Stage.DECIDED, "A1"));
    for (int i = 0; i < 2 * DuplicateMemory.LOOKS; i++) {
      assertThat(memory.looked()).isEmpty();
    }
    assertThat(memory.unfinished()).hasSize(1);
  }

  @Test
  void reported_manyOthersLeave_whoStandsIsNotForgotten() {
    tell(OLD, report("stands", Stage.DECIDED, "A1"));
    for (int i = 0; i < 20; i++) {
      tell(OLD, report("passes" + i, Stage.FINALIZED, "B" + i));
    }
    assertThat(memory.unfinished())
        .singleElement()
        .satisfies(end -> assertThat(end.passageId()).isEqualTo("stands"));
  }

  private void tell(int worker, PassageReport report) {
    assertThat(memory.resolve(worker, report)).containsSame(report);
    memory.reported(worker, report);
  }

  static PassageReport passage(StreamId stream, String text, long startMicros) {
    return report(stream, text + startMicros, Stage.FINALIZED, text, startMicros);
  }

  private static PassageReport report(String passage, Stage stage, String text) {
    return report(Units.GATE, passage, stage, text, 101 * SECOND);
  }

  static PassageReport report(
      StreamId stream, String passage, Stage stage, String text, long startMicros) {
    return report(stream, passage, stage, text, startMicros, List.of());
  }

  private static PassageReport report(
      StreamId stream,
      String passage,
      Stage stage,
      String text,
      long startMicros,
      List<PlateCharacter> characters) {
    PlateRead plate =
        new PlateRead(text, 1, "CN", "standard", characters, new BoundingBox(0, 0, 1, 1), 3);
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
