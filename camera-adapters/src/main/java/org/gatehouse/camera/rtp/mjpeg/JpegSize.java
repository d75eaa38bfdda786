package org.gatehouse.camera.rtp.mjpeg;

import org.gatehouse.camera.sdp.PictureSize;
import org.jspecify.annotations.Nullable;

/** Finds the size of a whole JPEG file in its frame header, T.81 §B.2.2. */
final class JpegSize {
  private static final int SOI_LENGTH = 2;
  private static final int SCAN = 0xda;
  private static final int MAX_SIDE = 16_384;

  private JpegSize() {}

  /** The size; null if there is no readable frame header before the scan. */
  static @Nullable PictureSize of(byte[] file, int length) {
    int at = SOI_LENGTH;
    while (at + 9 <= length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
      } else if (isFrame(marker)) {
        return size(unsignedShort(file, at + 7), unsignedShort(file, at + 5));
      } else if (marker == SCAN) {
        return null;
      } else {
        at += 2 + Math.max(2, unsignedShort(file, at + 2));
      }
    }
    return null;
  }

  /** SOF0 to SOF15, without the three other markers between them. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static @Nullable PictureSize size(int width, int height) {
    boolean sane = width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
    return sane ? new PictureSize(width, height) : null;
  }

  private static int unsignedShort(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
