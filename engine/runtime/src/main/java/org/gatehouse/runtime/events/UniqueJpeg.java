package org.gatehouse.runtime.events;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/**
 * Gives a face picture bytes of its own: a comment of random length and content, which no viewer
 * shows. The picture's digest and size then say nothing that could link two events, even where two
 * cameras deliver the very same picture. Pure.
 */
final class UniqueJpeg {
  private static final int SHORTEST = 32;
  private static final int LONGEST = 1024;

  private UniqueJpeg() {}

  /** The same picture with a new comment; what is not a JPEG comes back unchanged. */
  static byte[] of(byte[] jpeg, RandomGenerator random) {
    if (!isMarker(jpeg, 0, 0xd8)) {
      return jpeg;
    }
    int at = afterHeader(jpeg);
    byte[] comment = new byte[random.nextInt(SHORTEST, LONGEST)];
    random.nextBytes(comment);
    ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + comment.length + 4);
    out.write(jpeg, 0, at);
    // COM marker and its length, which counts itself (ITU-T T.81 §B.2.4.5).
    out.write(0xff);
    out.write(0xfe);
    out.write((comment.length + 2) >> 8);
    out.write(comment.length + 2);
    out.writeBytes(comment);
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  /** Past the start marker and, as JFIF wants it to come next, past APP0. */
  private static int afterHeader(byte[] jpeg) {
    if (!isMarker(jpeg, 2, 0xe0) || jpeg.length < 6) {
      return 2;
    }
    int end = 4 + (((jpeg[4] & 0xff) << 8) | (jpeg[5] & 0xff));
    return end <= jpeg.length ? end : 2;
  }

  private static boolean isMarker(byte[] jpeg, int at, int code) {
    return jpeg.length >= at + 2 && (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == code;
  }
}
