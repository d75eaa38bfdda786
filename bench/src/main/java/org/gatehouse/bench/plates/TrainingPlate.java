package org.gatehouse.bench.plates;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A plate or other writing as a recogniser gets it.
 *
 * @param picture upright, 8-bit BGR of any size; whoever gets it closes it
 * @param text what stands there; signs that no plate carries are {@code ?}
 */
public record TrainingPlate(Mat picture, String text) implements AutoCloseable {
  @Override
  public void close() {
    picture.close();
  }
}
