package org.gatehouse.analytics.worker.read;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Opens picture files. The bytes are read by Java, so that any file name works. Stateless. */
public final class PictureFile {
  private static final int MAX_BYTES = 200 * 1024 * 1024;

  private PictureFile() {}

  /**
   * A file as 8-bit BGR; the caller closes it.
   *
   * @throws IOException with one line for a person
   */
  public static Mat read(Path file) throws IOException {
    byte[] bytes = bytes(file);
    Mat picture = decode(bytes);
    if (picture.empty()) {
      picture.close();
      // Some writers put text into Exif that OpenCV refuses; the JDK's reader is more patient.
      picture = decodeByJdk(bytes);
    }
    return picture;
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("is a folder, not a picture");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("is larger than 200 MB");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    }
  }

  private static Mat decode(byte[] bytes) {
    if (bytes.length == 0) {
      return new Mat();
    }
    try (BytePointer data = new BytePointer(bytes);
        Mat encoded = new Mat(1, bytes.length, CV_8UC1, data)) {
      return imdecode(encoded, IMREAD_COLOR);
    } catch (RuntimeException e) {
      return new Mat();
    }
  }

  private static Mat decodeByJdk(byte[] bytes) throws IOException {
    BufferedImage image = imageIo(bytes);
    if (image == null) {
      throw new IOException("is not a JPEG or PNG picture, or is damaged");
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] bgr = new byte[rgb.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      bgr[3 * i] = (byte) rgb[i];
      bgr[3 * i + 1] = (byte) (rgb[i] >> 8);
      bgr[3 * i + 2] = (byte) (rgb[i] >> 16);
    }
    Mat picture = new Mat(height, width, CV_8UC3);
    picture.data().put(bgr);
    return picture;
  }

  private static @Nullable BufferedImage imageIo(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
