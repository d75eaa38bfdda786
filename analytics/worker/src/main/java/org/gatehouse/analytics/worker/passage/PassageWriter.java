package org.gatehouse.analytics.worker.passage;

import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;

/** Makes the findings of a vehicle whose plate has won its vote. Used by one lane's thread. */
final class PassageWriter {
  private static final int CROP_QUALITY = 92;
  private static final int SCENE_QUALITY = 85;

  private final Supplier<String> ids;
  private final FaceBlur blur;

  /**
   * @param ids a fresh random name at each call
   */
  PassageWriter(Supplier<String> ids, FaceBlur blur) {
    this.ids = ids;
    this.blur = blur;
  }

  /** The vehicle is still there. */
  Finding decided(PlateTrack track, PlateVote.Verdict verdict) {
    return write(track, verdict, Stage.DECIDED, "decided-" + track.decisions());
  }

  /** The vehicle has left. */
  Finding finalized(PlateTrack track, PlateVote.Verdict verdict) {
    return write(track, verdict, Stage.FINALIZED, "final");
  }

  private Finding write(PlateTrack track, PlateVote.Verdict verdict, Stage stage, String name) {
    String passage = track.passage(ids);
    String id = passage + ":" + name;
    BestShot best = track.best();
    best.blurFaces(blur);
    PlateRead plate =
        new PlateRead(
            verdict.text(),
            verdict.confidence(),
            verdict.match().region(),
            verdict.match().kind(),
            verdict.characters(),
            best.box(),
            track.vote().frames());
    return new Finding.Passage(
        id,
        passage,
        stage,
        track.startMicros(),
        track.decidedMicros(verdict.text()),
        track.endMicros(),
        plate,
        track.direction(),
        jpeg(best.crop(), CROP_QUALITY, id),
        jpeg(best.scene(), SCENE_QUALITY, id));
  }

  /** A vehicle has left whose plate was not read; spoils the picture of the visit. */
  Finding unread(VehicleWatch.Visit visit) {
    String passage = ids.get();
    blur.blur(visit.scene());
    return new Finding.NoRead(
        passage + ":noread",
        passage,
        visit.startMicros(),
        visit.endMicros(),
        visit.box(),
        jpeg(visit.scene(), SCENE_QUALITY, passage));
  }

  private static byte[] jpeg(@Nullable Mat picture, int quality, String id) {
    return picture == null ? new byte[0] : Jpegs.encode(picture, quality, id);
  }
}
