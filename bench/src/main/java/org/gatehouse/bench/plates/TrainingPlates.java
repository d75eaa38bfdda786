package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.plate.PlateRectifier;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TwoLinePlate;
import org.gatehouse.bench.scene.GlyphBook;

/**
 * Draws plates to train a recogniser with: Chinese ones of every kind but fire brigades', far off
 * and near, worn, badly seen, badly boxed, and some other writing. All of it follows from one seed;
 * nothing is taken from photographs. Used by one thread.
 */
public final class TrainingPlates {
  private static final List<RenderedKind> RARE =
      List.of(
          RenderedKind.ENERGY_LARGE,
          RenderedKind.YELLOW,
          RenderedKind.YELLOW,
          RenderedKind.LEARNER,
          RenderedKind.POLICE,
          RenderedKind.HONG_KONG,
          RenderedKind.MACAU,
          RenderedKind.CONSULATE,
          RenderedKind.EMBASSY,
          RenderedKind.DOUBLE,
          RenderedKind.TRAILER,
          RenderedKind.MOTORCYCLE,
          RenderedKind.MOPED);

  private static final double BLUE_SHARE = 0.34;
  private static final double ENERGY_SHARE = 0.12;
  private static final double OTHER_SHARE = 0.12;

  /** Heights of characters, pixels. */
  private static final double LEAST = 9;

  private static final double MOST = 44;
  private static final double SHARPENED = 0.2;
  private static final double FLAT = 0.4;

  /** Drawn so much larger first, then averaged, as a sensor does. */
  private static final int OVER = 2;

  private final List<PlateSheet> sheets;
  private final OtherWriting writing;
  private final RandomGenerator random;
  private final PlateWear wear;
  private final RoughLens lens;

  /**
   * A series.
   *
   * @param books fonts of plates, each as likely as the next
   * @param signs outlines of signs that no plate carries
   */
  public TrainingPlates(List<GlyphBook> books, List<Shape> signs, long seed) {
    this.sheets = books.stream().map(PlateSheet::new).toList();
    this.writing = new OtherWriting(books, signs);
    this.random = new SplittableRandom(seed);
    this.wear = new PlateWear(random);
    this.lens = new RoughLens(random);
  }

  /**
   * What is drawn, and where the line is that a detector boxes, in millimetres.
   *
   * @param lower whether it is the lower line of two
   * @param high how high its characters are
   */
  private record Drawn(
      BufferedImage image,
      String text,
      double left,
      double top,
      double right,
      double bottom,
      boolean lower,
      double high) {}

  /** The next one. */
  public TrainingPlate next() {
    Drawn drawn = random.nextDouble() < OTHER_SHARE ? otherWriting() : plate(kind());
    double height = Math.exp(random.nextDouble(Math.log(LEAST), Math.log(MOST)));
    double scale = height / drawn.high;
    int width = drawn.image.getWidth() / PlateSheet.FINE;
    int tall = drawn.image.getHeight() / PlateSheet.FINE;
    int sceneWidth = (int) Math.ceil(1.5 * width * scale) + 16;
    int sceneHeight = (int) Math.ceil(1.7 * tall * scale) + 16;
    Projection seen =
        new Projection(
            width * scale,
            tall * scale,
            random.nextDouble(-0.6, 0.6),
            random.nextDouble(-0.45, 0.45),
            random.nextDouble(-0.09, 0.09),
            sceneWidth / 2.0,
            sceneHeight / 2.0);
    try (Mat fine = PlateCamera.mat(drawn.image);
        Mat sheet = new Mat();
        Size millimetres = new Size(width, tall);
        Mat scene = ground(sceneWidth * OVER, sceneHeight * OVER);
        Mat sharp = new Mat();
        Size size = new Size(sceneWidth, sceneHeight)) {
      resize(fine, sheet, millimetres, 0, 0, INTER_AREA);
      wear.wear(sheet);
      place(sheet, scene, seen.enlarged(OVER));
      resize(scene, sharp, size, 0, 0, INTER_AREA);
      try (Mat picture = lens.see(sharp, height)) {
        return new TrainingPlate(cut(picture, box(drawn, seen, height), drawn.lower), drawn.text);
      }
    }
  }

  private RenderedKind kind() {
    double chance = random.nextDouble();
    if (chance < BLUE_SHARE) {
      return RenderedKind.BLUE;
    }
    return chance < BLUE_SHARE + ENERGY_SHARE
        ? RenderedKind.ENERGY_SMALL
        : RARE.get(random.nextInt(RARE.size()));
  }

  private Drawn plate(RenderedKind kind) {
    String text = PlateText.random(kind.pattern, random);
    BufferedImage image = sheets.get(random.nextInt(sheets.size())).draw(kind, text);
    return switch (kind.layout) {
      case ONE_LINE, EIGHT -> new Drawn(image, text, 8, 16, kind.widthMm - 8, 124, false, 90);
      case TWO_LINES -> new Drawn(image, text, 16, 82, 424, 208, true, 110);
      case MOTORCYCLE -> new Drawn(image, text, 6, 53, 214, 133, true, 70);
    };
  }

  private Drawn otherWriting() {
    OtherWriting.Sheet sheet = writing.draw(random);
    double width = sheet.image().getWidth() / (double) PlateSheet.FINE - 2 * PlateSheet.MARGIN;
    return new Drawn(sheet.image(), sheet.text(), 6, 14, width - 6, 126, false, 90);
  }

  /** What is much smaller there is averaged first. */
  private static void place(Mat sheet, Mat scene, Projection seen) {
    double smaller = 1.2 * seen.width() / sheet.cols();
    if (smaller > 0.7) {
      PlateCamera.warp(sheet, scene, seen);
      return;
    }
    int width = Math.max(8, (int) (sheet.cols() * smaller));
    int height = Math.max(8, (int) (sheet.rows() * smaller));
    try (Mat small = new Mat();
        Size size = new Size(width, height)) {
      resize(sheet, small, size, 0, 0, INTER_AREA);
      PlateCamera.warp(small, scene, seen);
    }
  }

  /** The line's box as a detector draws it: about right. */
  private Quad box(Drawn drawn, Projection seen, double height) {
    double wide = drawn.right - drawn.left;
    double high = drawn.bottom - drawn.top;
    double left = drawn.left - random.nextDouble(-0.02, 0.035) * wide;
    double right = drawn.right + random.nextDouble(-0.02, 0.035) * wide;
    double top = drawn.top - random.nextDouble(-0.12, 0.12) * high;
    double bottom = drawn.bottom + random.nextDouble(-0.12, 0.12) * high;
    double shear = random.nextDouble(-0.16, 0.16) * high / 2;
    double[] x = {left + shear, right + shear, right - shear, left - shear};
    double[] y = {top, top, bottom, bottom};
    float[] boxX = new float[4];
    float[] boxY = new float[4];
    double width = drawn.image.getWidth() / (double) PlateSheet.FINE;
    double tall = drawn.image.getHeight() / (double) PlateSheet.FINE;
    for (int i = 0; i < 4; i++) {
      double[] point =
          seen.at((x[i] + PlateSheet.MARGIN) / width, (y[i] + PlateSheet.MARGIN) / tall);
      boxX[i] = (float) (point[0] + random.nextDouble(-0.04, 0.04) * height);
      boxY[i] = (float) (point[1] + random.nextDouble(-0.04, 0.04) * height);
    }
    Quad box = new Quad(boxX, boxY);
    return random.nextDouble() < FLAT ? rectangle(box) : box;
  }

  /** Around a box, level with its line: some detectors know no other. */
  private static Quad rectangle(Quad box) {
    double alongX = box.x()[1] - box.x()[0] + box.x()[2] - box.x()[3];
    double alongY = box.y()[1] - box.y()[0] + box.y()[2] - box.y()[3];
    double length = Math.hypot(alongX, alongY);
    double cos = alongX / length;
    double sin = alongY / length;
    double[] along = new double[4];
    double[] across = new double[4];
    for (int i = 0; i < 4; i++) {
      along[i] = box.x()[i] * cos + box.y()[i] * sin;
      across[i] = box.y()[i] * cos - box.x()[i] * sin;
    }
    Arrays.sort(along);
    Arrays.sort(across);
    double[] u = {along[0], along[3], along[3], along[0]};
    double[] v = {across[0], across[0], across[3], across[3]};
    float[] x = new float[4];
    float[] y = new float[4];
    for (int i = 0; i < 4; i++) {
      x[i] = (float) (u[i] * cos - v[i] * sin);
      y[i] = (float) (u[i] * sin + v[i] * cos);
    }
    return new Quad(x, y);
  }

  private Mat cut(Mat picture, Quad box, boolean lower) {
    if (lower) {
      return TwoLinePlate.inOneLine(picture, box);
    }
    Mat plate = PlateRectifier.rectify(picture, box);
    if (random.nextDouble() >= SHARPENED) {
      return plate;
    }
    try (plate) {
      return PlateRectifier.sharpened(plate);
    }
  }

  /** What the plate hangs on: one colour. The caller closes it. */
  private Mat ground(int width, int height) {
    try (Scalar colour =
        new Scalar(
            random.nextDouble(10, 220),
            random.nextDouble(10, 220),
            random.nextDouble(10, 220),
            0)) {
      return new Mat(height, width, CV_8UC3, colour);
    }
  }
}
