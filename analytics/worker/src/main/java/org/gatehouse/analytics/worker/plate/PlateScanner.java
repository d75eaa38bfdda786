package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds and reads the plates of one picture: the same detector, recogniser and formats as lanes
 * use, without their haste. Used by one thread.
 */
public final class PlateScanner {
  private static final int MAX_PLACES = 32;
  private static final double MIN_CONFIDENCE = 0.3;
  private static final int MAX_PART = 8;
  private static final int MAX_TOGETHER = 4;

  private final Effort effort;
  private final PlateSearch search;
  private final CarefulReader reader;

  /** For single pictures of these formats. */
  public PlateScanner(PlateVision vision, FormatSet formats) {
    this(vision, formats, Effort.CAREFUL);
  }

  /** With less effort for the many pictures of a film. */
  public PlateScanner(PlateVision vision, FormatSet formats, Effort effort) {
    this.effort = effort;
    this.search = new PlateSearch(vision.detector(), effort);
    this.reader = new CarefulReader(new PlateReader(vision, formats), effort);
  }

  /** What a picture shows. */
  public PlateScan scan(Mat bgr) {
    List<PlateCandidate> plates = new ArrayList<>();
    List<PlateScan.Refused> refused = new ArrayList<>();
    List<PlateLook> looks = new ArrayList<>();
    search.places(bgr).stream()
        .limit(MAX_PLACES)
        .map(place -> reader.read(bgr, place))
        .forEach(looks::add);
    if (effort == Effort.CAREFUL) {
      looks.addAll(together(bgr, looks));
    }
    looks.forEach(look -> judge(look, plates, refused));
    PlateChoice.among(plates, refused);
    plates.sort(Comparator.comparingDouble(found -> found.quad().bounds().x()));
    return new PlateScan(plates, refused);
  }

  /** What two boxes that are no plates alone are as one. */
  private List<PlateLook> together(Mat bgr, List<PlateLook> looks) {
    List<PlateLook> parts =
        looks.stream()
            .filter(look -> look.confidence() < MIN_CONFIDENCE)
            .filter(look -> look.reading().greedy().length() <= MAX_PART)
            .toList();
    List<PlateLook> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        if (i != j && found.size() < MAX_TOGETHER) {
          reader.readTogether(bgr, parts.get(i), parts.get(j)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static void judge(
      PlateLook look, List<PlateCandidate> plates, List<PlateScan.Refused> refused) {
    PlateReading reading = look.reading();
    if (look.confidence() >= MIN_CONFIDENCE) {
      plates.add(PlateCandidate.of(reading, look.quad()));
      return;
    }
    PlateReading.Refusal reason =
        reading.refusal() == PlateReading.Refusal.NONE
            ? PlateReading.Refusal.IN_DOUBT
            : reading.refusal();
    String near = reading.hypotheses().isEmpty() ? "" : reading.hypotheses().getFirst().text();
    refused.add(new PlateScan.Refused(reading.greedy(), near, reason, look.quad()));
  }
}
