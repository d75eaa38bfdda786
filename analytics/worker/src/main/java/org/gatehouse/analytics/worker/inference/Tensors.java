package org.gatehouse.analytics.worker.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns pictures into model inputs. Stateless. */
public final class Tensors {
  private Tensors() {}

  /** A direct buffer for {@code count} floats. */
  public static FloatBuffer allocate(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** The picture's bytes, row by row without padding. */
  public static byte[] bytes(Mat picture) {
    int row = picture.cols() * (int) picture.elemSize();
    byte[] bytes = new byte[row * picture.rows()];
    if (picture.isContinuous()) {
      picture.data().get(bytes);
      return bytes;
    }
    for (int y = 0; y < picture.rows(); y++) {
      picture.ptr(y).get(bytes, y * row, row);
    }
    return bytes;
  }

  /**
   * Writes a BGR picture as three planes B, G, R of {@code (v / 255 - mean) / std}, into the left
   * part of planes that are {@code planeWidth} wide; what lies right of the picture is left alone.
   */
  public static void planes(
      Mat bgr, FloatBuffer target, int planeWidth, float[] mean, float[] std) {
    byte[] bytes = bytes(bgr);
    int width = bgr.cols();
    int height = bgr.rows();
    float[] row = new float[width];
    for (int channel = 0; channel < 3; channel++) {
      float scale = 1f / (255f * std[channel]);
      float shift = mean[channel] / std[channel];
      for (int y = 0; y < height; y++) {
        int from = y * width * 3 + channel;
        for (int x = 0; x < width; x++) {
          row[x] = (bytes[from + 3 * x] & 0xff) * scale - shift;
        }
        target.put((channel * height + y) * planeWidth, row);
      }
    }
  }

  /** Writes a BGR picture as interleaved R, G, B of {@code v / 127.5 - 1}. */
  public static void interleavedRgb(Mat bgr, FloatBuffer target) {
    byte[] bytes = bytes(bgr);
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i += 3) {
      values[i] = (bytes[i + 2] & 0xff) / 127.5f - 1f;
      values[i + 1] = (bytes[i + 1] & 0xff) / 127.5f - 1f;
      values[i + 2] = (bytes[i] & 0xff) / 127.5f - 1f;
    }
    target.put(0, values);
  }
}
