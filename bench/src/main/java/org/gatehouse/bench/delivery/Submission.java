package org.gatehouse.bench.delivery;

import com.google.protobuf.ByteString;
import org.gatehouse.analytics.messages.Box;
import org.gatehouse.analytics.messages.Direction;
import org.gatehouse.analytics.messages.FromWorker;
import org.gatehouse.analytics.messages.Passage;
import org.gatehouse.analytics.messages.Plate;
import org.gatehouse.analytics.messages.Stage;

/**
 * A passage that the generator makes up.
 *
 * @param serial its number among all, from 0; its camera and its order follow from it
 * @param micros when it was to be submitted, epoch microseconds: what delays it counts
 */
record Submission(int serial, long micros) {
  private static final String PASSAGE = "bench-";
  private static final Box BOX =
      Box.newBuilder().setX(0.4).setY(0.6).setWidth(0.1).setHeight(0.04).build();

  /** The camera of a serial. */
  static String camera(int serial, int cameras) {
    return camera(Math.floorMod(serial, cameras));
  }

  /** The camera of a number. */
  static String camera(int number) {
    return "cam-%03d".formatted(number);
  }

  /** The serial of a passage's name; negative if the generator did not make it. */
  static int serial(String passage) {
    if (!passage.startsWith(PASSAGE)) {
      return -1;
    }
    try {
      return Integer.parseInt(passage.substring(PASSAGE.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Under which the engine acknowledges it. */
  String finding() {
    return PASSAGE + serial;
  }

  /** What a worker would say. */
  FromWorker message(int lane, ByteString picture) {
    return FromWorker.newBuilder()
        .setPassage(
            Passage.newBuilder()
                .setLane(lane)
                .setId(finding())
                .setPassage(finding())
                .setStage(Stage.STAGE_FINALIZED)
                .setStartMicros(micros)
                .setDecidedMicros(micros)
                .setEndMicros(micros)
                .setPlate(
                    Plate.newBuilder()
                        .setText("B%06d".formatted(serial))
                        .setConfidence(1)
                        .setRegion("GENERIC")
                        .setKind("generic")
                        .setBox(BOX)
                        .setFrames(5))
                .setDirection(Direction.DIRECTION_APPROACHING)
                .setCropJpeg(picture)
                .setSceneJpeg(picture))
        .build();
  }
}
