package org.gatehouse.bench.plates;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gatehouse.analytics.worker.inference.Tensors;

/** Worse optics than {@link PlateCamera}'s: night, motion, glare, grain. Used by one thread. */
final class RoughLens {
  private static final double SHARP = 0.25;
  private static final double MOVING = 0.3;
  private static final double NIGHT = 0.25;
  private static final double GLARING = 0.1;

  private final RandomGenerator random;

  RoughLens(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What the camera makes of a scene; the caller closes it.
   *
   * @param height of a character, pixels: what is small is blurred less
   */
  Mat see(Mat scene, double height) {
    double sigma =
        random.nextDouble() < SHARP
            ? random.nextDouble(0.1, 0.5)
            : random.nextDouble(0.2, Math.min(2.4, 0.35 + 0.055 * height));
    try (Size any = new Size(0, 0);
        Mat blurred = new Mat()) {
      GaussianBlur(scene, blurred, any, sigma);
      if (random.nextDouble() < MOVING) {
        move(blurred, (int) Math.round(random.nextDouble(2, Math.max(3, 0.3 * height))));
      }
      expose(blurred);
      return PlateCamera.compressed(blurred, random.nextInt(30, 95));
    }
  }

  /** Blurs it along a line of so many pixels, mostly a level one. */
  private void move(Mat picture, int length) {
    double angle =
        random.nextBoolean() ? random.nextDouble(-0.3, 0.3) : random.nextDouble(0, Math.PI);
    int side = 2 * length + 1;
    float[] weights = new float[side * side];
    int points = 4 * length + 1;
    for (int i = 0; i < points; i++) {
      double along = i / 4.0 - length / 2.0;
      int x = (int) Math.round(length + along * Math.cos(angle));
      int y = (int) Math.round(length + along * Math.sin(angle));
      weights[y * side + x] += 1f / points;
    }
    try (Mat kernel = new Mat(side, side, CV_32F);
        Mat still = picture.clone()) {
      new FloatPointer(kernel.data()).put(weights);
      filter2D(still, picture, -1, kernel);
    }
  }

  private void expose(Mat picture) {
    boolean night = random.nextDouble() < NIGHT;
    double contrast = night ? random.nextDouble(0.1, 0.4) : random.nextDouble(0.35, 1.15);
    double light = random.nextDouble(-20, 40) + (1 - contrast) * random.nextDouble(0, 120);
    double gamma = Math.exp(random.nextDouble(-0.5, 0.5));
    double glare = random.nextDouble() < GLARING ? random.nextDouble(1.2, 1.8) : 1;
    double noise = Math.pow(random.nextDouble(), 2) * (night ? 6 : 14);
    double[] tone = new double[256];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (255 * Math.pow(i / 255.0, gamma) * contrast + light) * glare;
    }
    byte[] pixels = Tensors.bytes(picture);
    for (int i = 0; i < pixels.length; i++) {
      double value = tone[pixels[i] & 0xff] + random.nextGaussian() * noise;
      pixels[i] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
    picture.data().put(pixels);
  }
}
