package org.gatehouse.analytics.worker.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.Grid;

/**
 * Finds faces in a picture, on the whole, on square parts and on small ones. Used by one thread.
 */
public final class FaceDetector {
  private static final int INPUT = BlazeFaceDecoder.INPUT;

  /** Neighbouring parts share so much: a face on the seam lies whole in one of them. */
  private static final double SHARED = 0.2;

  private static final double FINE_SHARED = 0.25;

  /** A face of 40 pixels is 24 pixels high in the network's input where parts are no larger. */
  private static final double FINE_PART = 426;

  private static final double SIGN_PART = 720;

  private static final double LEAST_FINE_PART = 180;

  /** What is less sure than this says nothing about a face. */
  private static final double LEAST_SCORE = 0.05;

  private static final double LEAST_DOUBT = 0.15;
  private static final double MOST_DOUBT = 0.85;

  private final OnnxModel model;
  private final FloatBuffer input = Tensors.allocate(INPUT * INPUT * 3);

  /** On a loaded model. */
  public FaceDetector(OnnxModel model) {
    this.model = model;
  }

  /**
   * Faces of at least a score, each once. Where one is in doubt, the parts that show it are looked
   * at once more as a mirror shows them.
   *
   * @param fine which of the small parts are worth a look
   */
  public List<Face> detect(Mat bgr, double minScore, Predicate<Box> fine) {
    List<PartLook> coarse = looks(bgr, coarseParts(bgr.cols(), bgr.rows()), false);
    List<PartLook> small =
        looks(bgr, fineParts(bgr.cols(), bgr.rows()).stream().filter(fine).toList(), false);
    List<Face> doubtful =
        FaceEvidence.of(coarse, small).stream().filter(FaceDetector::inDoubt).toList();
    return FaceEvidence.of(mirroredToo(bgr, coarse, doubtful), mirroredToo(bgr, small, doubtful))
        .stream()
        .filter(face -> face.score() >= minScore)
        .toList();
  }

  /** The same in a part of a picture only; parts are told to {@code fine} by their own places. */
  public List<Face> detect(Mat bgr, Box within, double minScore, Predicate<Box> fine) {
    try (Rect rect =
            new Rect(
                (int) within.x(), (int) within.y(), (int) within.width(), (int) within.height());
        Mat part = new Mat(bgr, rect)) {
      return detect(part, minScore, box -> fine.test(moved(box, within))).stream()
          .map(face -> face.mapped(1, within.x(), within.y()))
          .toList();
    }
  }

  private static Box moved(Box box, Box by) {
    return new Box(box.x() + by.x(), box.y() + by.y(), box.width(), box.height());
  }

  private static boolean inDoubt(Face face) {
    return face.score() >= LEAST_DOUBT && face.score() <= MOST_DOUBT;
  }

  private List<PartLook> mirroredToo(Mat bgr, List<PartLook> looks, List<Face> doubtful) {
    List<Box> again =
        looks.stream()
            .filter(look -> doubtful.stream().anyMatch(face -> look.seesWell(face.box())))
            .map(PartLook::part)
            .toList();
    List<PartLook> all = new ArrayList<>(looks);
    all.addAll(looks(bgr, again, true));
    return all;
  }

  /**
   * All that any look at the whole or a part of it takes for a face, each once: for those who had
   * rather hide a hubcap than show a face.
   */
  public List<Face> anySign(Mat bgr, double minScore) {
    List<Face> all =
        FaceEvidence.whole(looks(bgr, signParts(bgr.cols(), bgr.rows()), false), face -> true);
    return WeightedNms.merge(all.stream().filter(face -> face.score() >= minScore).toList());
  }

  /**
   * Faces of at least a score in one part of a picture, by one run of the network; whoever looks at
   * parts that overlap may find a face in each.
   */
  public List<Face> inPart(Mat bgr, Box part, double minScore) {
    Box cut = part.clippedTo(bgr.cols(), bgr.rows());
    return WeightedNms.merge(look(bgr, cut, minScore, false).faces());
  }

  private List<PartLook> looks(Mat bgr, List<Box> parts, boolean mirrored) {
    List<PartLook> looks = new ArrayList<>();
    parts.forEach(part -> looks.add(look(bgr, part, LEAST_SCORE, mirrored)));
    return looks;
  }

  /** The whole, and parts as large as its shorter side. */
  static List<Box> coarseParts(int width, int height) {
    return parts(width, height, Math.min(width, height));
  }

  /** The whole, and parts that show a face of 70 pixels large enough in any picture. */
  static List<Box> signParts(int width, int height) {
    return parts(width, height, Math.min(Math.min(width, height), SIGN_PART));
  }

  private static List<Box> parts(int width, int height, double side) {
    List<Box> parts = new ArrayList<>();
    parts.add(new Box(0, 0, width, height));
    if (Math.max(width, height) > side) {
      parts.addAll(Grid.of(width, height, side, SHARED));
    }
    return parts;
  }

  /** None where the picture is so small that they would show less than the coarse ones. */
  static List<Box> fineParts(int width, int height) {
    double side = Math.min(Math.min(width, height) / 2.0, FINE_PART);
    return side < LEAST_FINE_PART ? List.of() : Grid.of(width, height, side, FINE_SHARED);
  }

  /** One run of the network on a part, letterboxed into its square input. */
  private PartLook look(Mat bgr, Box part, double minScore, boolean mirrored) {
    double scale = INPUT / Math.max(part.width(), part.height());
    int width = Math.max(1, (int) Math.round(part.width() * scale));
    int height = Math.max(1, (int) Math.round(part.height() * scale));
    int left = (INPUT - width) / 2;
    int top = (INPUT - height) / 2;
    try (Rect from =
            new Rect((int) part.x(), (int) part.y(), (int) part.width(), (int) part.height());
        Mat cut = new Mat(bgr, from);
        Scalar black = new Scalar();
        Mat square = new Mat(INPUT, INPUT, CV_8UC3, black);
        Rect to = new Rect(left, top, width, height);
        Mat inside = new Mat(square, to);
        Size size = new Size(width, height)) {
      resize(cut, inside, size, 0, 0, scale < 0.6 ? INTER_AREA : INTER_LINEAR);
      if (mirrored) {
        flip(square, square, 1);
      }
      Tensors.interleavedRgb(square, input);
    }
    List<Face> faces = new ArrayList<>();
    for (Face face : run(minScore)) {
      Face seen = mirrored ? face.mirrored(INPUT) : face;
      faces.add(seen.mapped(1 / scale, part.x() - left / scale, part.y() - top / scale));
    }
    return new PartLook(part, new Box(0, 0, bgr.cols(), bgr.rows()), scale, faces);
  }

  private List<Face> run(double minScore) {
    List<OnnxModel.Output> out = model.run(input, 1, INPUT, INPUT, 3);
    return BlazeFaceDecoder.decode(
        out.get(0).values(),
        out.get(1).values(),
        out.get(2).values(),
        out.get(3).values(),
        minScore);
  }
}
