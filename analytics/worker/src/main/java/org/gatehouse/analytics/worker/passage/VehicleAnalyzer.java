package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.Completion;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateReader;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.analytics.worker.plate.PlateRectifier;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.plate.TwoLinePlate;
import org.gatehouse.analytics.worker.quality.Sharpness;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.BoxMatcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analysis of a vehicle lane. Nothing is inferred while nothing moves; the whole picture is
 * searched now and then, known plates are followed in small cut-outs between, and each plate is
 * read until its vote is sure. A vehicle is told as decided when the risk of a misread plate is
 * small enough, and finally when its plate has been gone for a moment. Used by the lane's thread.
 */
final class VehicleAnalyzer implements LaneAnalyzer {
  private static final Logger LOG = LoggerFactory.getLogger(VehicleAnalyzer.class);
  private static final double FRAMES_PER_SECOND = 6;
  private static final int SEARCH_LONG_SIDE = 640;

  /** While something moves and no plate is found, every so many searches is a finer one. */
  private static final int FINE_SEARCH_EVERY = 3;

  private static final int FINE_SEARCH_LONG_SIDE = 960;
  private static final long SEARCH_MICROS = 300_000;
  private static final long SEARCH_WITH_PLATES_MICROS = 800_000;
  private static final long GONE_MICROS = 1_200_000;

  /**
   * A cut-out around an expected plate, in plate widths and heights, and as the network sees it.
   */
  private static final double LOOK_WIDTHS = 2.2;

  private static final double LOOK_HEIGHTS = 4;
  private static final int LOOK_LONG_SIDE = 256;

  private static final double MIN_WIDTH = 44;
  private static final double MAX_ASPECT = 8;
  private static final int MAX_TRACKS = 24;
  private static final int READS_PER_FRAME = 2;

  private final PlateDetector detector;
  private final PlateReader reader;
  private final FormatSet formats;
  private final double risk;
  private final PassageWriter writer;
  private final FramePacer pacer = new FramePacer(FRAMES_PER_SECOND);
  private final RecentPlates recent = new RecentPlates();
  private final List<PlateTrack> tracks = new ArrayList<>();
  private @Nullable ThumbView searched;
  private long searchMicros = Long.MIN_VALUE / 2;
  private int barren;
  private long detections;

  /**
   * @param risk of a misread plate, at which it is told as decided
   */
  VehicleAnalyzer(ModelSet models, FormatSet formats, double risk, PassageWriter writer) {
    this.detector = new PlateDetector(models.plateDetector());
    this.reader = new PlateReader(models, formats);
    this.formats = formats;
    this.risk = risk;
    this.writer = writer;
  }

  @Override
  public boolean wants(long epochMicros) {
    return pacer.wants(epochMicros);
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    pacer.taken(epochMicros);
    ThumbView view = ThumbView.of(bgr);
    List<PlateTrack> seen =
        dueForSearch(view, epochMicros)
            ? search(bgr, view, epochMicros)
            : follow(bgr, view, epochMicros);
    read(bgr, seen, epochMicros);
    List<Finding> findings = decide(epochMicros);
    findings.addAll(endGone(epochMicros));
    return findings;
  }

  private boolean dueForSearch(ThumbView view, long micros) {
    boolean plates = tracks.stream().anyMatch(PlateTrack::isPlate);
    long period = plates ? SEARCH_WITH_PLATES_MICROS : SEARCH_MICROS;
    return micros - searchMicros >= period && (searched == null || view.differsFrom(searched));
  }

  /** Looks at the whole picture; begins tracks where there are none. */
  private List<PlateTrack> search(Mat bgr, ThumbView view, long micros) {
    searched = view;
    searchMicros = micros;
    barren = tracks.stream().anyMatch(PlateTrack::isPlate) ? 0 : barren + 1;
    boolean fine = barren > 0 && barren % FINE_SEARCH_EVERY == 0;
    List<TextBox> boxes =
        usable(detector.detect(bgr, fine ? FINE_SEARCH_LONG_SIDE : SEARCH_LONG_SIDE));
    detections += boxes.size();
    int[] partner = BoxMatcher.match(expected(tracks, micros), bounds(boxes));
    List<PlateTrack> seen = new ArrayList<>();
    boolean[] taken = new boolean[boxes.size()];
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] >= 0 && tracks.get(i).mayBe(boxes.get(partner[i]).quad().bounds(), micros)) {
        taken[partner[i]] = true;
        tracks.get(i).seen(boxes.get(partner[i]).quad(), view, micros);
        seen.add(tracks.get(i));
      } else if (tracks.get(i).standsStill(view, micros)) {
        seen.add(tracks.get(i));
      }
    }
    for (int i = 0; i < taken.length && tracks.size() < MAX_TRACKS; i++) {
      if (!taken[i]) {
        PlateTrack track = new PlateTrack(formats, boxes.get(i).quad(), view, micros);
        tracks.add(track);
        seen.add(track);
      }
    }
    return seen;
  }

  /** Looks only where plates are expected. */
  private List<PlateTrack> follow(Mat bgr, ThumbView view, long micros) {
    List<PlateTrack> seen = new ArrayList<>();
    for (PlateTrack track : tracks) {
      if (track.standsStill(view, micros)) {
        if (!track.isWriting()) {
          seen.add(track);
        }
      } else if (track.wantsLook(micros) && look(bgr, track, view, micros)) {
        seen.add(track);
      }
    }
    return seen;
  }

  private boolean look(Mat bgr, PlateTrack track, ThumbView view, long micros) {
    Box expected = track.expected(micros);
    Box region = expected.scaled(LOOK_WIDTHS, LOOK_HEIGHTS);
    List<TextBox> boxes = usable(detector.detect(bgr, region, LOOK_LONG_SIDE));
    int partner = BoxMatcher.match(List.of(expected), bounds(boxes))[0];
    if (partner < 0 || !track.mayBe(boxes.get(partner).quad().bounds(), micros)) {
      return false;
    }
    detections++;
    track.seen(boxes.get(partner).quad(), view, micros);
    return true;
  }

  private static List<TextBox> usable(List<TextBox> boxes) {
    return boxes.stream()
        .filter(box -> box.quad().width() >= MIN_WIDTH)
        .filter(box -> box.quad().width() <= MAX_ASPECT * box.quad().height())
        .toList();
  }

  private static List<Box> expected(List<PlateTrack> tracks, long micros) {
    return tracks.stream().map(track -> track.expected(micros)).toList();
  }

  private static List<Box> bounds(List<TextBox> boxes) {
    return boxes.stream().map(box -> box.quad().bounds()).toList();
  }

  private void read(Mat bgr, List<PlateTrack> seen, long micros) {
    List<PlateTrack> due =
        seen.stream()
            .filter(track -> track.wantsReading(micros))
            .sorted(
                Comparator.comparing(PlateTrack::isWriting)
                    .thenComparing(track -> -track.quad().width()))
            .limit(READS_PER_FRAME)
            .toList();
    for (PlateTrack track : due) {
      read(bgr, track, micros);
    }
  }

  private void read(Mat bgr, PlateTrack track, long micros) {
    boolean first = !track.isPlate();
    Quad quad = track.completion().map(c -> c.apply(track.quad())).orElse(track.quad());
    Look look = look(bgr, quad);
    if (!look.isPlate() && track.completion().isPresent()) {
      look = look(bgr, track.quad());
    }
    if (!look.isPlate()) {
      look = complete(bgr, track, look);
    }
    LOG.debug(
        "{} px wide box at {} s: read '{}' ({}), refusal {}, weight {}",
        Math.round(look.quad.width()),
        micros / 1e6,
        look.reading.greedy(),
        look.reading.greedyLog(),
        look.reading.refusal(),
        look.weight);
    track.read(look.reading, look.weight, micros);
    if (look.isPlate() && !track.wentAstray()) {
      track.best().offer(bgr, look.quad, look.weight);
      if (first) {
        joinLost(track, micros);
      }
    }
  }

  /** The detector may have boxed a part of a plate only, or the lower of two lines. */
  private Look complete(Mat bgr, PlateTrack track, Look part) {
    List<Completion> guesses = track.completions(part.reading);
    boolean lower = TwoLinePlate.isLowerLine(part.reading, part.quad);
    if (lower && (track.isPlate() || !guesses.isEmpty())) {
      PlateReading reading = reader.readTwoLines(bgr, part.quad);
      if (reading.isConvincing()) {
        return new Look(part.quad, reading, part.weight);
      }
    }
    for (Completion guess : guesses) {
      Look whole = look(bgr, guess.apply(track.quad()));
      if (whole.reading.isConvincing()) {
        track.completed(guess);
        return whole;
      }
    }
    return part;
  }

  private Look look(Mat bgr, Quad quad) {
    try (Mat plate = PlateRectifier.rectify(bgr, quad)) {
      PlateReading reading = reader.read(plate);
      return new Look(quad, reading, weight(plate, reading));
    }
  }

  /** One reading of one box. */
  private record Look(Quad quad, PlateReading reading, double weight) {
    boolean isPlate() {
      return reading.plate().isPresent();
    }
  }

  /** A look at a plate 120 pixels wide, sharp and certainly read, weighs 1. */
  private static double weight(Mat plate, PlateReading reading) {
    double size = Math.clamp(plate.cols() / 120.0, 0.2, 1.5);
    double sharp = Math.clamp(Sharpness.of(plate, 32) / 40.0, 0.2, 1.2);
    int length = Math.max(1, reading.greedy().length());
    double legible = Math.exp(2 * reading.greedyLog() / length);
    return size * sharp * legible;
  }

  /** The same plate under a track that lost it: one vehicle, one track. */
  private void joinLost(PlateTrack track, long micros) {
    Iterator<PlateTrack> others = tracks.iterator();
    while (others.hasNext()) {
      PlateTrack other = others.next();
      if (other != track
          && other.seenMicros() < micros
          && other.isPlate()
          && LookAlikes.same(other.vote().leading(), track.vote().leading())) {
        track.absorb(other, micros);
        other.close();
        others.remove();
      }
    }
  }

  private List<Finding> decide(long micros) {
    List<Finding> findings = new ArrayList<>();
    for (PlateTrack track : tracks) {
      track
          .vote()
          .verdict()
          .filter(verdict -> verdict.risk() <= risk && !verdict.text().equals(track.told()))
          .filter(verdict -> !recent.contains(verdict.text(), track.startMicros()))
          .ifPresent(
              verdict -> {
                track.tell(verdict.text(), micros);
                findings.add(writer.decided(track, verdict));
              });
    }
    return findings;
  }

  private List<Finding> endGone(long micros) {
    List<Finding> findings = new ArrayList<>();
    Iterator<PlateTrack> all = tracks.iterator();
    while (all.hasNext()) {
      PlateTrack track = all.next();
      if (track.wentAstray() || micros - track.seenMicros() >= GONE_MICROS) {
        end(track, findings);
        all.remove();
      }
    }
    return findings;
  }

  private void end(PlateTrack track, List<Finding> findings) {
    try (track) {
      track
          .vote()
          .verdict()
          .filter(verdict -> !recent.contains(verdict.text(), track.startMicros()))
          .ifPresent(
              verdict -> {
                recent.add(verdict.text(), track.endMicros());
                findings.add(writer.finalized(track, verdict));
              });
    }
  }

  @Override
  public List<Finding> idle(long epochMicros) {
    return endGone(epochMicros);
  }

  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    tracks.forEach(track -> end(track, findings));
    tracks.clear();
    return findings;
  }

  @Override
  public long detections() {
    return detections;
  }

  @Override
  public void close() {
    tracks.forEach(PlateTrack::close);
    tracks.clear();
  }
}
