package org.gatehouse.runtime.gate;

import java.util.List;
import org.gatehouse.contract.list.PlateText;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;

/**
 * What one camera of a lane saw of a vehicle.
 *
 * @param text its plate as lists have it; empty if none was read
 * @param sure whether every character of it is certain enough to open by
 * @param left whether the vehicle has left the picture
 * @param atMicros when that was known, epoch microseconds
 */
record Sighting(
    CameraId camera,
    String passageId,
    String text,
    boolean sure,
    boolean left,
    Direction direction,
    long startMicros,
    long atMicros) {
  /**
   * A character that is certain has the majority of the vote. In the clip of gate-cn-1 a province
   * that was misread, and put right two seconds later, had 0.42, two and a half times the next.
   */
  private static final double MAJORITY = 0.5;

  /** And so many times the share of the next best. */
  private static final double LEAD = 1.5;

  static Sighting of(PassageReport report) {
    boolean left = report.stage() == PassageReport.Stage.FINALIZED;
    String text = text(report.plate().text());
    return new Sighting(
        report.stream().camera(),
        report.passageId(),
        text,
        !text.isEmpty() && sure(report.plate()),
        left,
        report.direction(),
        report.startMicros(),
        left ? report.endMicros() : report.decidedMicros());
  }

  static Sighting of(NoReadReport report) {
    return new Sighting(
        report.stream().camera(),
        report.passageId(),
        "",
        false,
        true,
        Direction.UNKNOWN,
        report.startMicros(),
        report.endMicros());
  }

  private static String text(String read) {
    try {
      return PlateText.of(read);
    } catch (IllegalArgumentException e) {
      // A sign that was not read stands for any: no text that lists could know.
      return "";
    }
  }

  private static boolean sure(PlateRead plate) {
    return plate.characters().stream().allMatch(Sighting::sure);
  }

  private static boolean sure(PlateCharacter character) {
    List<PlateCharacter.Alternative> others = character.alternatives();
    return character.confidence() >= MAJORITY
        && (others.isEmpty() || character.confidence() >= LEAD * others.getFirst().confidence());
  }
}
