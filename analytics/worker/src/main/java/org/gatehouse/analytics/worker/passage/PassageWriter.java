package org.gatehouse.analytics.worker.passage;

import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.contract.vision.PlateRead;
import org.jspecify.annotations.Nullable;

/** Makes the finding of a vehicle whose plate has won its vote. Used by one lane's thread. */
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

  Finding write(PlateTrack track, PlateVote.Verdict verdict) {
    String id = ids.get();
    BestShot best = track.best();
    Mat scene = best.scene();
    if (scene != null) {
      blur.blur(scene);
    }
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
        track.startMicros(),
        track.vote().decidedMicros(),
        track.endMicros(),
        plate,
        track.direction(),
        jpeg(best.crop(), CROP_QUALITY, id),
        jpeg(scene, SCENE_QUALITY, id));
  }

  private static byte[] jpeg(@Nullable Mat picture, int quality, String id) {
    return picture == null ? new byte[0] : Jpegs.encode(picture, quality, id);
  }
}
