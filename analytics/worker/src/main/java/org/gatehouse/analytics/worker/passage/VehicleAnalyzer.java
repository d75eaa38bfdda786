package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.BoxMatcher;
import org.gatehouse.analytics.worker.zone.Heading;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of a vehicle lane. Nothing is inferred while nothing moves; the whole picture is
 * searched now and then, known plates are followed in small cut-outs between, and each plate is
 * read until its vote is sure. A vehicle is told as decided when the risk of a misread plate is
 * small enough, and finally when its plate has been gone for a moment. Used by the lane's thread.
 */
final class VehicleAnalyzer implements LaneAnalyzer {
  /** Frames a second: while nothing happens, a plate is searched, decided on, or only followed. */
  private static final double IDLE_RATE = 6;

  private static final double SEARCH_RATE = 8.34;
  private static final double DECIDE_RATE = 12.5;
  private static final double FOLLOW_RATE = 5;

  private static final long IN_SIGHT_MICROS = 400_000;

  /** Or so many pictures, where those are rare. */
  private static final double IN_SIGHT_PICTURES = 1.5;

  private static final long MISSED_MICROS = 200_000;
  private static final long GONE_MICROS = 1_200_000;

  /** Plates, or what may become some, at once; and with other writing. */
  private static final int MAX_TRACKS = 24;

  private static final int MAX_WITH_WRITING = 96;
  private static final int READS_PER_FRAME = 2;

  /** Where pictures are rare the next one comes too late for what is left over. */
  private static final int MOST_READS_PER_FRAME = 5;

  /** For so much time between two pictures there is time for one more. */
  private static final long READ_MICROS = 125_000;

  private final LaneScene scene;
  private final PlateFinder finder;
  private final PlateLooker looker;
  private final FormatSet formats;
  private final PassageBook book;
  private final FramePacer pacer = new FramePacer(IDLE_RATE);
  private final PictureGap gap = new PictureGap();
  private final SearchPlan plan = new SearchPlan(gap);
  private final List<PlateTrack> tracks = new ArrayList<>();
  private final VehicleWatch vehicles = new VehicleWatch();
  private @Nullable MotionWatch motion;

  private boolean moves;

  /**
   * @param risk of a misread plate, at which it is told as decided
   * @param spare for plates that are hard to read
   */
  VehicleAnalyzer(
      PlateVision vision,
      FormatSet formats,
      double risk,
      LaneScene scene,
      PassageWriter writer,
      SpareCore spare) {
    this.scene = scene;
    this.finder = new PlateFinder(vision.detector(), scene);
    this.looker = new PlateLooker(vision, formats, spare);
    this.formats = formats;
    this.book = new PassageBook(writer, risk);
  }

  @Override
  public boolean wants(long epochMicros) {
    return pacer.wants(epochMicros);
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    pacer.taken(epochMicros);
    gap.taken(epochMicros);
    ThumbView view = ThumbView.of(bgr, scene);
    if (motion == null) {
      motion = new MotionWatch(view, epochMicros);
    }
    Optional<Box> moved = motion.area(view, epochMicros);
    moves = moved.isPresent();
    if (moved.isEmpty()) {
      plan.calm();
    }
    List<PlateTrack> seen =
        moved
            .filter(area -> plan.isDue(inSight(epochMicros), epochMicros))
            .map(area -> search(bgr, area, false, view, epochMicros))
            .or(() -> missed(epochMicros).map(area -> search(bgr, area, true, view, epochMicros)))
            .orElseGet(() -> follow(bgr, view, epochMicros));
    read(bgr, seen, view, epochMicros);
    List<Finding> findings = book.decide(tracks, epochMicros);
    findings.addAll(endGone(epochMicros));
    vehicles.add(bgr, view, epochMicros).ifPresent(visit -> book.end(visit, tracks, findings));
    pacer.pace(rate(moved.isPresent(), epochMicros));
    return findings;
  }

  private double rate(boolean moving, long micros) {
    if (tracks.stream().anyMatch(PlateTrack::isInQuestion)) {
      return DECIDE_RATE;
    }
    if (!inSight(micros).isEmpty()) {
      return FOLLOW_RATE;
    }
    return moving ? SEARCH_RATE : IDLE_RATE;
  }

  private List<PlateTrack> inSight(long micros) {
    long atMost = gap.orPictures(IN_SIGHT_MICROS, IN_SIGHT_PICTURES);
    return tracks.stream()
        .filter(track -> track.isPlate() && micros - track.seenMicros() <= atMost)
        .toList();
  }

  /**
   * Where a plate that is not decided yet was seen last, if it is out of sight: its first box may
   * have been wrong, and where the vehicle has stopped since no motion would lead back to it.
   */
  private Optional<Box> missed(long micros) {
    return tracks.stream()
        .filter(track -> track.isChased() && micros - track.seenMicros() >= MISSED_MICROS)
        .filter(track -> plan.mayAgain(micros))
        .findFirst()
        .map(track -> track.quad().bounds());
  }

  /**
   * Looks in an area; begins tracks where there are none.
   *
   * @param closely once more where nothing is found
   */
  private List<PlateTrack> search(Mat bgr, Box area, boolean closely, ThumbView view, long micros) {
    boolean fine = plan.begin(!inSight(micros).isEmpty(), micros);
    List<TextBox> boxes = finder.search(bgr, area, fine);
    if (boxes.isEmpty() && closely && !fine) {
      boxes = finder.search(bgr, area, true);
    }
    List<PlateTrack> open = new ArrayList<>(tracks);
    List<PlateTrack> seen = new ArrayList<>();
    List<TextBox> fresh = associate(open, sure(boxes, true), seen, view, micros);
    associate(open, sure(boxes, false), seen, view, micros);
    open.stream().filter(track -> track.standsStill(view, micros)).forEach(seen::add);
    for (TextBox box : fresh) {
      if (hasRoom(seen)) {
        PlateTrack track =
            new PlateTrack(
                formats, heading(bgr, box.quad().bounds(), micros), box.quad(), view, micros);
        tracks.add(track);
        seen.add(track);
      }
    }
    return seen;
  }

  /**
   * Signs that stand beside the lane take nobody's place; of very many the oldest is let go that
   * was not seen just now, because those are read next.
   */
  private boolean hasRoom(List<PlateTrack> seen) {
    if (tracks.size() >= MAX_WITH_WRITING) {
      Optional<PlateTrack> old =
          tracks.stream().filter(track -> track.isWriting() && !seen.contains(track)).findFirst();
      old.ifPresent(PlateTrack::close);
      old.ifPresent(tracks::remove);
    }
    return tracks.size() < MAX_WITH_WRITING
        && tracks.stream().filter(track -> !track.isWriting()).count() < MAX_TRACKS;
  }

  /** By the lane's line, or by whether a plate gets larger where nobody drew one. */
  private Heading heading(Mat bgr, Box first, long micros) {
    return scene.heading(first, micros, bgr.cols(), bgr.rows()).orElseGet(SizeTrend::new);
  }

  /** Moves the tracks that are found from open to seen; returns the boxes of none. */
  private static List<TextBox> associate(
      List<PlateTrack> open,
      List<TextBox> boxes,
      List<PlateTrack> seen,
      ThumbView view,
      long micros) {
    List<PlateTrack> candidates = List.copyOf(open);
    List<TextBox> left = new ArrayList<>(boxes);
    int[] partner =
        BoxMatcher.match(
            candidates.stream().map(track -> track.expected(micros)).toList(), bounds(boxes));
    for (int i = 0; i < partner.length; i++) {
      PlateTrack track = candidates.get(i);
      if (partner[i] >= 0 && track.mayBe(boxes.get(partner[i]).quad().bounds(), micros)) {
        track.seen(boxes.get(partner[i]).quad(), view, micros);
        left.remove(boxes.get(partner[i]));
        open.remove(track);
        seen.add(track);
      }
    }
    return left;
  }

  private static List<TextBox> sure(List<TextBox> boxes, boolean sure) {
    return boxes.stream().filter(box -> box.score() >= PlateFinder.SURE == sure).toList();
  }

  private static List<Box> bounds(List<TextBox> boxes) {
    return boxes.stream().map(box -> box.quad().bounds()).toList();
  }

  /** Looks only where plates are expected. */
  private List<PlateTrack> follow(Mat bgr, ThumbView view, long micros) {
    List<PlateTrack> seen = new ArrayList<>();
    for (PlateTrack track : tracks) {
      if (track.standsStill(view, micros)) {
        if (!track.isWriting()) {
          seen.add(track);
        }
      } else if (track.wantsLook(micros)) {
        associate(
            new ArrayList<>(List.of(track)),
            finder.look(bgr, track.expected(micros), track.isChased()),
            seen,
            view,
            micros);
      }
    }
    return seen;
  }

  private void read(Mat bgr, List<PlateTrack> seen, ThumbView view, long micros) {
    List<PlateTrack> due =
        seen.stream()
            .filter(track -> track.wantsReading(micros))
            .sorted(
                Comparator.comparing(PlateTrack::isWriting)
                    .thenComparing(PlateTrack::isForeign)
                    .thenComparing(track -> -track.quad().width()))
            .limit(Math.clamp(gap.micros() / READ_MICROS, READS_PER_FRAME, MOST_READS_PER_FRAME))
            .toList();
    for (PlateTrack track : due) {
      PlateLooker.Look look = looker.look(bgr, track, micros, !gap.isWide());
      track.read(look.reading(), look.weight(), look.trust(), micros);
      if (look.isPlate() && !track.wentAstray()) {
        track.best().offer(bgr, look.quad(), look.weight());
        joinLost(track, micros);
      }
      if (track.wentAstray()) {
        // What is seen there now is another plate, which may stand and so be searched by nobody.
        Box bounds = track.quad().bounds();
        tracks.add(
            new PlateTrack(formats, heading(bgr, bounds, micros), track.quad(), view, micros));
      }
    }
  }

  /** The same plate under a track that lost it: one vehicle, one track. */
  private void joinLost(PlateTrack track, long micros) {
    Iterator<PlateTrack> others = tracks.iterator();
    while (others.hasNext()) {
      PlateTrack other = others.next();
      if (other != track
          && other.seenMicros() < micros
          && other.isPlate()
          && !(other.isTold() && track.isTold())
          && track.continues(other, micros)) {
        track.absorb(other, micros);
        other.close();
        others.remove();
      }
    }
  }

  private List<Finding> endGone(long micros) {
    List<Finding> findings = new ArrayList<>();
    Iterator<PlateTrack> all = tracks.iterator();
    while (all.hasNext()) {
      PlateTrack track = all.next();
      if (track.wentAstray() || micros - track.seenMicros() >= GONE_MICROS) {
        book.end(track, tracks, findings);
        all.remove();
      }
    }
    return findings;
  }

  @Override
  public boolean isBusy() {
    return moves || tracks.stream().anyMatch(track -> !track.isWriting());
  }

  @Override
  public List<Finding> idle(long epochMicros) {
    List<Finding> findings = endGone(epochMicros);
    vehicles.end(epochMicros).ifPresent(visit -> book.end(visit, tracks, findings));
    return findings;
  }

  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    tracks.forEach(track -> book.end(track, tracks, findings));
    tracks.clear();
    vehicles.end(Long.MAX_VALUE).ifPresent(visit -> book.end(visit, tracks, findings));
    return findings;
  }

  @Override
  public long detections() {
    return finder.found();
  }

  @Override
  public void close() {
    tracks.forEach(PlateTrack::close);
    tracks.clear();
    vehicles.close();
  }
}
