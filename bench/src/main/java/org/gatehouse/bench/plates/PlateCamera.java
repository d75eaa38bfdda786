package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.BORDER_TRANSPARENT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.bench.scene.GlyphBook;

/**
 * Photographs drawn plates: all characters are 18 to 40 pixels high before the plate is turned by
 * up to 30 degrees about any axis of its plane, blurred, made noisy and compressed. Each picture
 * follows from the seed and its number alone. Used by one thread.
 */
public final class PlateCamera {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final double LEAST = 18;
  private static final double MOST = 40;
  private static final double TURN = Math.toRadians(30);
  private static final double ROLL = Math.toRadians(4);

  private static final double MAX_BLUR = 1.4;
  private static final double MAX_NOISE = 9;
  private static final int JPEG_QUALITY = 60;

  /** Drawn so much larger first, then averaged, as a sensor does. */
  private static final int OVER = 2;

  private final PlateSheet sheet = new PlateSheet(GlyphBook.load());
  private final long seed;

  /** For one series of pictures. */
  public PlateCamera(long seed) {
    this.seed = seed;
  }

  /** The {@code number}th picture of the series. */
  public RenderedPlate take(RenderedKind kind, int number) {
    RandomGenerator random =
        new SplittableRandom(seed * 1_000_003L + kind.name().hashCode() * 7919L + number);
    String text = PlateText.random(kind.pattern, random);
    double least = LEAST / kind.layout.smallestMm;
    double most = MOST / kind.layout.largestMm;
    double scale = least + random.nextDouble() * (most - least);
    try (Mat large = Backdrop.paint(WIDTH * OVER, HEIGHT * OVER, random);
        Mat plate = mat(sheet.draw(kind, text));
        Size size = new Size(WIDTH, HEIGHT);
        Mat sharp = new Mat()) {
      place(plate, large, scale * OVER, random);
      resize(large, sharp, size, 0, 0, INTER_AREA);
      return new RenderedPlate(kind, text, lens(sharp, random));
    }
  }

  static Mat mat(BufferedImage image) {
    Mat mat = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
    mat.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return mat;
  }

  /** Sets the plate into the scene as a pinhole camera sees it. */
  private static void place(Mat plate, Mat scene, double scale, RandomGenerator random) {
    double axis = random.nextDouble() * 2 * Math.PI;
    double turn = random.nextDouble() * TURN;
    double roll = (random.nextDouble() * 2 - 1) * ROLL;
    double w = plate.cols() * scale / PlateSheet.FINE;
    double h = plate.rows() * scale / PlateSheet.FINE;
    double cx = scene.cols() / 2.0 + (random.nextDouble() - 0.5) * (scene.cols() - 1.3 * w);
    double cy = scene.rows() / 2.0 + (random.nextDouble() - 0.5) * (scene.rows() - 1.5 * h);
    warp(
        plate,
        scene,
        new Projection(w, h, turn * Math.cos(axis), turn * Math.sin(axis), roll, cx, cy));
  }

  /** Sets a flat picture into a scene. */
  static void warp(Mat plate, Mat scene, Projection seen) {
    float right = plate.cols();
    float bottom = plate.rows();
    try (Mat from =
            Projection.points(
                new float[] {0, right, right, 0}, new float[] {0, 0, bottom, bottom});
        Mat to = seen.corners();
        Mat transform = getPerspectiveTransform(from, to);
        Size size = new Size(scene.cols(), scene.rows());
        Scalar none = new Scalar()) {
      warpPerspective(plate, scene, transform, size, INTER_LINEAR, BORDER_TRANSPARENT, none);
    }
  }

  /** Light, blur, noise and compression. */
  private static Mat lens(Mat sharp, RandomGenerator random) {
    double light = 0.55 + random.nextDouble() * 0.6;
    double sigma = 0.1 + random.nextDouble() * (MAX_BLUR - 0.1);
    double noise = random.nextDouble() * MAX_NOISE;
    try (Size any = new Size(0, 0);
        Mat blurred = new Mat()) {
      GaussianBlur(sharp, blurred, any, sigma);
      byte[] pixels = new byte[blurred.rows() * blurred.cols() * 3];
      blurred.data().get(pixels);
      for (int i = 0; i < pixels.length; i++) {
        double value = (pixels[i] & 0xff) * light + random.nextGaussian() * noise;
        pixels[i] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
      blurred.data().put(pixels);
      return compressed(blurred, JPEG_QUALITY);
    }
  }

  /** As a camera sends it; the caller closes it. */
  static Mat compressed(Mat picture, int percent) {
    try (BytePointer jpeg = new BytePointer();
        IntPointer quality = new IntPointer(IMWRITE_JPEG_QUALITY, percent)) {
      imencode(".jpg", picture, jpeg, quality);
      try (Mat encoded = new Mat(jpeg)) {
        return imdecode(encoded, IMREAD_COLOR);
      }
    }
  }
}
