package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Converts drawn pictures (0xRRGGBB ints) for the encoder. Not thread-safe. */
public final class YuvFrame implements AutoCloseable {
  private final int width;
  private final int height;
  private final AVFrame frame;
  private final SwsContext scaler;
  private final IntPointer rgb;
  private final PointerPointer<BytePointer> source;
  private final IntPointer sourceLine;
  private final byte[] luma;

  /** Both sizes must be even. */
  public YuvFrame(int width, int height) {
    this.width = width;
    this.height = height;
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(width);
    frame.height(height);
    FfmpegErrors.check(av_frame_get_buffer(frame, 64), "take memory for a picture");
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_BGR0,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    rgb = new IntPointer((long) width * height);
    source = new PointerPointer<BytePointer>(1).put(new BytePointer(rgb));
    sourceLine = new IntPointer(1).put(width * 4);
    luma = new byte[frame.linesize(0) * height];
  }

  /**
   * Takes a picture over and roughens it like a sensor.
   *
   * @param noise added to each pixel's luma, from {@code offset} on; at least as long as the
   *     picture plus the offset
   */
  public AVFrame set(int[] pixels, byte[] noise, int offset) {
    rgb.put(pixels, 0, width * height);
    sws_scale(scaler, source, sourceLine, 0, height, frame.data(), frame.linesize());
    roughen(noise, offset);
    return frame;
  }

  private void roughen(byte[] noise, int offset) {
    BytePointer plane = frame.data(0);
    plane.get(luma);
    int line = frame.linesize(0);
    int at = offset;
    for (int y = 0; y < height; y++) {
      for (int i = y * line; i < y * line + width; i++) {
        luma[i] = (byte) Math.clamp((luma[i] & 0xff) + noise[at++], 16, 235);
      }
    }
    plane.put(luma);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    sws_freeContext(scaler);
    rgb.close();
    source.close();
    sourceLine.close();
  }
}
