package org.gatehouse.bench.training;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;

/**
 * Looks at drawn plates, one behind the other: the number of steps and of characters (a byte each),
 * the characters (a byte each, {@link PlateAlphabet} numbers, one more for any other), then for
 * each step natural logarithms of the recogniser's belief in "nothing", each plate character and
 * any other, and its inner values; these as 16-bit floats, little-endian. Used by one thread.
 */
final class SampleFile implements Closeable {
  private static final int CLASSES = PlateAlphabet.SIZE + 1;
  private static final float FLOOR = 1e-7f;
  private final OutputStream out;

  SampleFile(Path file) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
  }

  void add(String text, InnerEyes.Look look) throws IOException {
    int steps = look.steps();
    ByteBuffer sample =
        ByteBuffer.allocate(2 + text.length() + Short.BYTES * steps * (CLASSES + InnerEyes.VALUES))
            .order(ByteOrder.LITTLE_ENDIAN);
    sample.put((byte) steps).put((byte) text.length());
    for (int i = 0; i < text.length(); i++) {
      int number = PlateAlphabet.number(text.charAt(i));
      sample.put((byte) (number == PlateAlphabet.OTHER ? PlateAlphabet.SIZE : number));
    }
    for (int t = 0; t < steps; t++) {
      believe(sample, look.belief(), t);
      for (float value : look.inner()[t]) {
        sample.putShort(Float.floatToFloat16(value));
      }
    }
    out.write(sample.array());
  }

  private static void believe(ByteBuffer sample, CtcMatrix matrix, int step) {
    for (float share : matrix.probabilities()[step]) {
      sample.putShort(log(share));
    }
    sample.putShort(log(matrix.other()[step]));
  }

  private static short log(float share) {
    return Float.floatToFloat16((float) Math.log(Math.max(share, FLOOR)));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
