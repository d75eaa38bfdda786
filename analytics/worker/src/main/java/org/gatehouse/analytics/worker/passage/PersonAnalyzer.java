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
import org.jspecify.annotations.Nullable;

/**
 * The analysis of a pedestrian gate: one best picture of each face that passes, told when the face
 * has gone or has stood there for long. Sure faces begin a track, doubtful ones only continue one.
 * Used by the lane's thread.
 */
final class PersonAnalyzer implements LaneAnalyzer {
  private static final double FRAMES_PER_SECOND = 5;
  private static final double DOUBTFUL = 0.4;
  private static final double SURE = 0.65;

  /** A track counts when its face was clearly seen this often, and this tall. */
  private static final int MIN_CLEAR_LOOKS = 3;

  private static final double MIN_HEIGHT = 40;
  private static final long GONE_MICROS = 1_500_000;
  private static final long STANDING_MICROS = 10_000_000;
  private static final int MAX_TRACKS = 32;
  private static final int CROP_QUALITY = 92;

  private final FaceDetector detector;
  private final Supplier<String> ids;
  private final FineTurns fine = new FineTurns();
  private final FramePacer pacer = new FramePacer(FRAMES_PER_SECOND);
  private final List<FaceTrack> tracks = new ArrayList<>();
  private @Nullable ThumbView searched;
  private long detections;

  /**
   * @param ids a fresh random name at each call
   */
  PersonAnalyzer(FaceDetector detector, Supplier<String> ids) {
    this.detector = detector;
    this.ids = ids;
  }

  @Override
  public boolean wants(long epochMicros) {
    return pacer.wants(epochMicros);
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    pacer.taken(epochMicros);
    ThumbView view = ThumbView.of(bgr);
    if (searched == null || view.differsFrom(searched)) {
      searched = view;
      search(bgr, view, epochMicros);
    } else {
      tracks.forEach(track -> track.standsStill(view, epochMicros));
    }
    return tell(epochMicros);
  }

  private void search(Mat bgr, ThumbView view, long micros) {
    List<Face> faces = detector.detect(bgr, DOUBTFUL, fine.next(view));
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
      } else if (micros - track.startMicros() >= STANDING_MICROS) {
        tell(track, findings);
      }
    }
    return findings;
  }

  private void tell(FaceTrack track, List<Finding> findings) {
    Mat crop = track.crop();
    if (!track.told() && crop != null && counts(track)) {
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

  private static boolean counts(FaceTrack track) {
    return track.clearLooks() >= MIN_CLEAR_LOOKS && track.tallest() >= MIN_HEIGHT;
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
