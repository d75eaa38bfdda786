package org.gatehouse.analytics.worker.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.vision.LumaPicture;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one random-access unit by itself, for a look at its picture. A decoder is opened for
 * each: that costs 0.1 ms and holds no memory between pictures. Stateless.
 */
public final class KeyPicture {
  private KeyPicture() {}

  /**
   * The picture's brightness at its full size.
   *
   * @return null if the unit is broken or gives no picture by itself
   * @throws IllegalStateException if its parameter sets are refused, or its pictures have no
   *     brightness of their own (RGB)
   */
  public static @Nullable LumaPicture luma(AccessUnit unit) {
    try (VideoDecoder decoder = new VideoDecoder(unit.parameters(), true)) {
      AVFrame frame = picture(decoder, unit);
      return frame == null ? null : LumaPlane.of(frame);
    }
  }

  /**
   * The picture as JPEG.
   *
   * @param mostWidth pixels; a wider picture is made smaller
   * @param masks what is covered in it
   * @return null if the unit is broken or gives no picture by itself
   * @throws IllegalStateException if its parameter sets are refused
   */
  public static byte @Nullable [] jpeg(AccessUnit unit, int mostWidth, Masks masks) {
    try (VideoDecoder decoder = new VideoDecoder(unit.parameters(), false)) {
      AVFrame frame = picture(decoder, unit);
      return frame == null ? null : JpegPicture.of(frame, mostWidth, masks);
    }
  }

  /** Valid as long as the decoder. */
  private static @Nullable AVFrame picture(VideoDecoder decoder, AccessUnit unit) {
    if (!decoder.send(unit)) {
      return null;
    }
    decoder.drain();
    return decoder.receive();
  }
}
