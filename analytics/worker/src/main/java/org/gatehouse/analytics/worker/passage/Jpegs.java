package org.gatehouse.analytics.worker.passage;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes pictures as JPEG. Stateless. */
final class Jpegs {
  /** Start of image (ITU-T T.81, table B.1). */
  private static final int SOI_LENGTH = 2;

  private static final byte[] COMMENT = {(byte) 0xff, (byte) 0xfe};

  private Jpegs() {}

  /**
   * Encodes a picture and puts a comment segment behind its start, so that no two findings ever
   * carry the same bytes.
   *
   * @param quality 0 to 100
   */
  static byte[] encode(Mat bgr, int quality, String comment) {
    try (BytePointer out = new BytePointer();
        IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      if (!imencode(".jpg", bgr, out, parameters)) {
        throw new IllegalStateException("a picture cannot be encoded as JPEG");
      }
      byte[] jpeg = new byte[(int) out.limit()];
      out.get(jpeg);
      return withComment(jpeg, comment);
    }
  }

  /** ITU-T T.81 B.2.4.5: marker, length of itself and the text, text. */
  static byte[] withComment(byte[] jpeg, String comment) {
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    int length = text.length + 2;
    byte[] out = new byte[jpeg.length + 2 + length];
    System.arraycopy(jpeg, 0, out, 0, SOI_LENGTH);
    System.arraycopy(COMMENT, 0, out, SOI_LENGTH, 2);
    out[4] = (byte) (length >> 8);
    out[5] = (byte) length;
    System.arraycopy(text, 0, out, 6, text.length);
    System.arraycopy(jpeg, SOI_LENGTH, out, 6 + text.length, jpeg.length - SOI_LENGTH);
    return out;
  }
}
