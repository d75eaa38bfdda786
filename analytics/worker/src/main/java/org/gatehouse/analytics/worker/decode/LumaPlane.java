package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.gatehouse.contract.vision.LumaPicture;

/** The brightness in a decoded picture, as 8 bits whatever depth the stream has. Stateless. */
final class LumaPlane {
  private static final int NOT_LUMA =
      AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BE;

  private LumaPlane() {}

  static LumaPicture of(AVFrame frame) {
    AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
    if (format == null || format.isNull() || (format.flags() & NOT_LUMA) != 0) {
      throw new IllegalStateException("pictures of format " + frame.format() + " have no luma");
    }
    AVComponentDescriptor luma = format.comp(0);
    int width = frame.width();
    int height = frame.height();
    byte[] out = new byte[width * height];
    byte[] row = new byte[width * luma.step()];
    BytePointer plane = frame.data(luma.plane());
    for (int y = 0; y < height; y++) {
      plane.position((long) y * frame.linesize(luma.plane()));
      plane.get(row);
      narrow(row, luma, out, y * width, width);
    }
    return new LumaPicture(width, height, out);
  }

  private static void narrow(
      byte[] row, AVComponentDescriptor luma, byte[] out, int at, int width) {
    int step = luma.step();
    int offset = luma.offset();
    if (luma.depth() == 8 && step == 1) {
      System.arraycopy(row, 0, out, at, width);
      return;
    }
    boolean wide = luma.depth() > 8;
    int down = luma.shift() + luma.depth() - 8;
    for (int x = 0; x < width; x++) {
      int from = x * step + offset;
      int value = row[from] & 0xff;
      out[at + x] = (byte) (wide ? (value | (row[from + 1] & 0xff) << 8) >> down : value);
    }
  }
}
