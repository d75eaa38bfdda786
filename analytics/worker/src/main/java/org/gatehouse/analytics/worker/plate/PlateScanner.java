package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;

/**
 * Finds and reads the plates of one picture: the same detector, recogniser and formats as lanes
 * use. Used by one thread.
 */
public final class PlateScanner {
  private static final int LONG_SIDE = 960;
  private static final int MAX_TEXTS = 24;
  private static final double MIN_WIDTH = 24;
  private static final double MIN_CONFIDENCE = 0.3;

  /** The format that is hardest to meet by chance. */
  private static final String STRICTEST = "CN";

  private final PlateDetector detector;
  private final PlateReader reader;

  /** For pictures of these formats. */
  public PlateScanner(ModelSet models, FormatSet formats) {
    this.detector = new PlateDetector(models.plateDetector());
    this.reader = new PlateReader(models, formats);
  }

  /**
   * The plates, left to right. Beside a Chinese plate other writing with letters and digits is
   * taken for what it is.
   */
  public List<Found> scan(Mat bgr) {
    List<Found> plates = new ArrayList<>();
    detector.detect(bgr, LONG_SIDE).stream()
        .filter(box -> box.quad().width() >= MIN_WIDTH)
        .sorted(Comparator.comparingDouble((TextBox box) -> -box.quad().bounds().area()))
        .limit(MAX_TEXTS)
        .forEach(
            box -> {
              PlateReading reading = reader.read(bgr, box.quad());
              reading
                  .plate()
                  .ifPresent(
                      plate ->
                          plates.add(
                              new Found(plate, reading.share(plate), confidence(reading), box)));
            });
    plates.removeIf(found -> found.confidence() < MIN_CONFIDENCE);
    if (plates.stream().anyMatch(PlateScanner::isStrictest)) {
      plates.removeIf(found -> !isStrictest(found));
    }
    plates.sort(Comparator.comparingDouble(found -> found.box().quad().bounds().x()));
    return plates;
  }

  private static boolean isStrictest(Found found) {
    return found.plate().match().region().equals(STRICTEST);
  }

  private static double confidence(PlateReading reading) {
    Hypothesis best = reading.hypotheses().getFirst();
    double log = Math.min(reading.greedyLog(), best.log() + best.match().penalty());
    return Math.exp(log / best.text().length()) * reading.share(best);
  }

  /**
   * A plate in a picture.
   *
   * @param share of belief among the legal readings, 0 to 1
   * @param confidence 0 to 1
   */
  public record Found(Hypothesis plate, double share, double confidence, TextBox box) {}
}
