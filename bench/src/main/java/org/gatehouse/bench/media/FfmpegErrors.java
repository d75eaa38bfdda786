package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** Turns FFmpeg's numbers into words. */
final class FfmpegErrors {
  private FfmpegErrors() {}

  /** Keeps FFmpeg's own remarks off the terminal; errors stay. */
  static void quiet() {
    av_log_set_level(AV_LOG_ERROR);
  }

  /**
   * Passes a result on.
   *
   * @throws VideoException if it is an error
   */
  static int check(int result, String doing) {
    if (result < 0) {
      throw new VideoException("cannot " + doing + ": " + text(result));
    }
    return result;
  }

  private static String text(int error) {
    byte[] buffer = new byte[256];
    av_strerror(error, buffer, buffer.length);
    int end = 0;
    while (end < buffer.length && buffer[end] != 0) {
      end++;
    }
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }
}
