package org.gatehouse.analytics.worker.redact;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * One way of looking at one part of the picture: taken again when the part changed, but not more
 * often than its period; what it found is there still while the part does not change. One thread.
 */
final class Look {
  /** Changes too slow to be seen from picture to picture are not waited for. */
  private static final long REFRESH_MICROS = 2_000_000;

  private final Box part;
  private final long periodMicros;
  private final Function<Mat, List<Sighting>> eyes;
  private @Nullable BlockView view;
  private long micros;
  private List<Sighting> found = List.of();

  /**
   * @param part of the picture, in pixels
   * @param periodMicros less than the time for which a sighting is held
   * @param eyes finds things in the part of a whole BGR picture
   */
  Look(Box part, long periodMicros, Function<Mat, List<Sighting>> eyes) {
    this.part = part;
    this.periodMicros = periodMicros;
    this.eyes = eyes;
  }

  /** What is known to be there in this picture. */
  List<Sighting> at(Mat bgr, BlockView now, long atMicros) {
    long since = Math.abs(atMicros - micros);
    BlockView before = view;
    if (before != null && since < REFRESH_MICROS && !now.differsFrom(before, part)) {
      return found;
    }
    if (before != null && since < periodMicros) {
      return List.of();
    }
    view = now;
    micros = atMicros;
    found = eyes.apply(bgr);
    return found;
  }
}
