package org.gatehouse.analytics.worker.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.tracking.Box;

/** Finds faces in a picture, on the whole and on square parts. Used by one thread. */
public final class FaceDetector {
  private static final int INPUT = BlazeFaceDecoder.INPUT;

  /** A box this near to a tile's inner edge is cut by it; the neighbour sees it whole. */
  private static final double CUT_PIXELS = 2;

  private final OnnxModel model;
  private final FloatBuffer input = Tensors.allocate(INPUT * INPUT * 3);

  /** On a loaded model. */
  public FaceDetector(OnnxModel model) {
    this.model = model;
  }

  /** Faces of at least a score, each once. */
  public List<Face> detect(Mat bgr, double minScore) {
    Box whole = new Box(0, 0, bgr.cols(), bgr.rows());
    List<Face> faces = new ArrayList<>(look(bgr, whole, minScore));
    for (Box tile : Tiles.of(bgr.cols(), bgr.rows())) {
      look(bgr, tile, minScore).stream()
          .filter(face -> !cut(face.box(), tile, whole))
          .forEach(faces::add);
    }
    return WeightedNms.merge(faces);
  }

  /**
   * Faces of at least a score in one part of a picture, by one run of the network; whoever looks at
   * parts that overlap may find a face in each.
   */
  public List<Face> detect(Mat bgr, Box part, double minScore) {
    return WeightedNms.merge(look(bgr, part.clippedTo(bgr.cols(), bgr.rows()), minScore));
  }

  private static boolean cut(Box face, Box tile, Box whole) {
    return (tile.x() > whole.x() && face.x() < tile.x() + CUT_PIXELS)
        || (tile.right() < whole.right() && face.right() > tile.right() - CUT_PIXELS)
        || (tile.y() > whole.y() && face.y() < tile.y() + CUT_PIXELS)
        || (tile.bottom() < whole.bottom() && face.bottom() > tile.bottom() - CUT_PIXELS);
  }

  /** One run of the network on a part, letterboxed into its square input. */
  private List<Face> look(Mat bgr, Box part, double minScore) {
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
      Tensors.interleavedRgb(square, input);
    }
    List<OnnxModel.Output> out = model.run(input, 1, INPUT, INPUT, 3);
    List<Face> faces = new ArrayList<>();
    for (Face face :
        BlazeFaceDecoder.decode(
            out.get(0).values(),
            out.get(1).values(),
            out.get(2).values(),
            out.get(3).values(),
            minScore)) {
      faces.add(face.mapped(1 / scale, part.x() - left / scale, part.y() - top / scale));
    }
    return faces;
  }
}
