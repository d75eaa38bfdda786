package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;

/**
 * What makes one plate look unlike the next: stamps that are not one font, paint, shade and dirt.
 * All lengths are pixels of the drawn plate, one of them a millimetre. Used by one thread.
 */
final class PlateWear {
  private static final double KEPT_STROKES = 0.45;
  private static final double BOLDER = 0.75;
  private static final double STRAIGHT = 0.2;
  private static final double MOST_BEND = 2.5;
  private static final double SHADED = 0.3;
  private static final double DIRTY = 0.25;

  private final RandomGenerator random;

  PlateWear(RandomGenerator random) {
    this.random = random;
  }

  /** Changes a drawn plate in place. */
  void wear(Mat plate) {
    stroke(plate);
    bend(plate);
    paint(plate);
  }

  /** Light ink is made bolder by what makes dark ink thinner; both come up. */
  private void stroke(Mat plate) {
    double chance = random.nextDouble();
    if (chance < KEPT_STROKES) {
      return;
    }
    try (Size pen = new Size(random.nextInt(1, 4), random.nextInt(1, 4));
        Mat kernel = getStructuringElement(MORPH_ELLIPSE, pen);
        Mat drawn = plate.clone()) {
      if (chance < BOLDER) {
        dilate(drawn, plate, kernel);
      } else {
        erode(drawn, plate, kernel);
      }
    }
  }

  /** A wave along a side of the plate. */
  private final class Wave {
    private final double height = random.nextDouble(0, MOST_BEND);
    private final double length = random.nextDouble(12, 60);
    private final double from = random.nextDouble(0, 2 * Math.PI);

    double[] upTo(int end) {
      double[] wave = new double[end];
      for (int i = 0; i < end; i++) {
        wave[i] = height * Math.sin(2 * Math.PI * i / length + from);
      }
      return wave;
    }
  }

  /** Strokes run a little otherwise than in the font. */
  private void bend(Mat plate) {
    if (random.nextDouble() < STRAIGHT) {
      return;
    }
    int rows = plate.rows();
    int cols = plate.cols();
    float[] fromX = new float[rows * cols];
    float[] fromY = new float[rows * cols];
    double[] xAlong = new Wave().upTo(cols);
    double[] xAcross = new Wave().upTo(rows);
    double[] yAlong = new Wave().upTo(cols);
    double[] yAcross = new Wave().upTo(rows);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < cols; x++) {
        fromX[y * cols + x] = (float) (x + xAlong[x] + xAcross[y]);
        fromY[y * cols + x] = (float) (y + yAlong[x] + yAcross[y]);
      }
    }
    try (Mat mapX = new Mat(rows, cols, CV_32F);
        Mat mapY = new Mat(rows, cols, CV_32F);
        Mat drawn = plate.clone();
        Scalar none = new Scalar()) {
      new FloatPointer(mapX.data()).put(fromX);
      new FloatPointer(mapY.data()).put(fromY);
      remap(drawn, plate, mapX, mapY, INTER_LINEAR, BORDER_REPLICATE, none);
    }
  }

  private record Spot(double x, double y, double radius, double gray, double cover) {}

  private void paint(Mat plate) {
    int cols = plate.cols();
    double[] gain = {
      random.nextDouble(0.8, 1.2), random.nextDouble(0.8, 1.2), random.nextDouble(0.8, 1.2)
    };
    double[] shift = {
      random.nextDouble(-18, 25), random.nextDouble(-18, 25), random.nextDouble(-18, 25)
    };
    double slope = random.nextDouble(-0.35, 0.35);
    double shade = random.nextDouble() < SHADED ? random.nextDouble(0.35, 0.85) : 1;
    double edge = random.nextDouble(0, cols);
    double slant = random.nextDouble(-1.5, 1.5);
    Spot[] spots = spots(plate);
    byte[] pixels = Tensors.bytes(plate);
    for (int i = 0; i < pixels.length; i++) {
      int x = i / 3 % cols;
      int y = i / 3 / cols;
      double light = 1 + slope * (x / (double) cols - 0.5);
      light *= x > edge + slant * y ? shade : 1;
      double value = (pixels[i] & 0xff) * gain[i % 3] + shift[i % 3];
      for (Spot spot : spots) {
        if (Math.hypot(x - spot.x, y - spot.y) < spot.radius) {
          value += spot.cover * (spot.gray - value);
        }
      }
      pixels[i] = (byte) Math.clamp(Math.round(value * light), 0, 255);
    }
    plate.data().put(pixels);
  }

  private Spot[] spots(Mat plate) {
    int count = random.nextDouble() < DIRTY ? random.nextInt(1, 6) : 0;
    Spot[] spots = new Spot[count];
    for (int i = 0; i < count; i++) {
      spots[i] =
          new Spot(
              random.nextDouble(0, plate.cols()),
              random.nextDouble(0, plate.rows()),
              random.nextDouble(2, 13),
              random.nextDouble(30, 200),
              random.nextDouble(0.3, 1));
    }
    return spots;
  }
}
