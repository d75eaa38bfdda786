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
  /** The share of the vote below which a character may be another one. */
  static final double SURE = 0.6;

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
    List<PlateCharacter> characters = plate.characters();
    return characters.stream().allMatch(character -> character.confidence() >= SURE);
  }
}
