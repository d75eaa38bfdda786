package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.BoxMatcher;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.FaceLimits;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of a pedestrian gate: one best picture of each face that passes, told when the face
 * has gone or has been seen well enough for long. Sure faces begin a track, doubtful ones only
 * continue one. Used by the lane's thread.
 */
final class PersonAnalyzer implements LaneAnalyzer {
  private static final double FRAMES_PER_SECOND = 5;
  private static final double DOUBTFUL = 0.4;
  private static final double SURE = 0.65;

  private static final long GONE_MICROS = 1_500_000;
  private static final long STANDING_MICROS = 10_000_000;
  private static final int MAX_TRACKS = 32;

  /** A face at the edge of the zone is looked at with what is around it. */
  private static final double ROOM = 1.3;

  private static final int CROP_QUALITY = 92;

  private final FaceDetector detector;
  private final LaneScene scene;
  private final FaceLimits limits;
  private final Supplier<String> ids;
  private final FineTurns fine = new FineTurns();
  private final FramePacer pacer = new FramePacer(FRAMES_PER_SECOND);
  private final List<FaceTrack> tracks = new ArrayList<>();
  private @Nullable ThumbView searched;
  private long detections;

  /**
   * @param limits of the faces that are told
   * @param ids a fresh random name at each call
   */
  PersonAnalyzer(FaceDetector detector, LaneScene scene, FaceLimits limits, Supplier<String> ids) {
    this.detector = detector;
    this.scene = scene;
    this.limits = limits;
    this.ids = ids;
  }

  @Override
  public boolean wants(long epochMicros) {
    return pacer.wants(epochMicros);
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    pacer.taken(epochMicros);
    ThumbView view = ThumbView.of(bgr, scene);
    if (searched == null || view.differsFrom(searched)) {
      searched = view;
      search(bgr, view, epochMicros);
    } else {
      tracks.forEach(track -> track.standsStill(view, epochMicros));
    }
    return tell(epochMicros);
  }

  private void search(Mat bgr, ThumbView view, long micros) {
    List<Face> faces = faces(bgr, view);
    detections += faces.size();
    List<Face> sure = faces.stream().filter(face -> face.score() >= SURE).toList();
    List<FaceTrack> open = new ArrayList<>(tracks);
    List<Face> unmatched = match(bgr, open, sure, view, micros);
    match(bgr, open, faces.stream().filter(face -> face.score() < SURE).toList(), view, micros);
    open.forEach(track -> track.standsStill(view, micros));
    for (Face face : unmatched) {
      if (tracks.size() < MAX_TRACKS) {
        FaceTrack track = new FaceTrack(face, view, micros);
        track.seen(bgr, face, view, micros);
        tracks.add(track);
      }
    }
  }

  private List<Face> faces(Mat bgr, ThumbView view) {
    int width = bgr.cols();
    int height = bgr.rows();
    Box around = scene.bounds(width, height).scaled(ROOM, ROOM).clippedTo(width, height);
    return detector.detect(bgr, around, DOUBTFUL, fine.next(view)).stream()
        .filter(face -> scene.holds(face.box(), width, height))
        .toList();
  }

  /** Pairs tracks with faces; removes the paired from {@code open}, returns the faces left over. */
  private static List<Face> match(
      Mat bgr, List<FaceTrack> open, List<Face> faces, ThumbView view, long micros) {
    List<Box> expected = open.stream().map(track -> track.expected(micros)).toList();
    int[] partner = BoxMatcher.match(expected, faces.stream().map(Face::box).toList());
    List<Face> left = new ArrayList<>(faces);
    List<FaceTrack> found = new ArrayList<>();
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] >= 0) {
        Face face = faces.get(partner[i]);
        open.get(i).seen(bgr, face, view, micros);
        found.add(open.get(i));
        left.remove(face);
      }
    }
    open.removeAll(found);
    return left;
  }

  private List<Finding> tell(long micros) {
    List<Finding> findings = new ArrayList<>();
    Iterator<FaceTrack> all = tracks.iterator();
    while (all.hasNext()) {
      FaceTrack track = all.next();
      if (micros - track.seenMicros() >= GONE_MICROS) {
        tell(track, findings);
        all.remove();
      } else if (track.countsSince(limits, micros) <= micros - STANDING_MICROS) {
        tell(track, findings);
      }
    }
    return findings;
  }

  private void tell(FaceTrack track, List<Finding> findings) {
    Mat crop = track.crop();
    if (!track.told() && crop != null && track.counts(limits)) {
      String id = ids.get();
      findings.add(
          new Finding.Face(
              id,
              track.startMicros(),
              track.capturedMicros(),
              track.seenMicros(),
              Jpegs.encode(crop, CROP_QUALITY, id)));
    }
    track.tell();
  }

  @Override
  public boolean isBusy() {
    return !tracks.isEmpty();
  }

  @Override
  public List<Finding> idle(long epochMicros) {
    return tell(epochMicros);
  }

  @Override
  public List<Finding> finish() {
    List<Finding> findings = new ArrayList<>();
    tracks.forEach(track -> tell(track, findings));
    tracks.clear();
    return findings;
  }

  @Override
  public long detections() {
    return detections;
  }

  @Override
  public void close() {
    tracks.forEach(FaceTrack::close);
    tracks.clear();
  }
}
