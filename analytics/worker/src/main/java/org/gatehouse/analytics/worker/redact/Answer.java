package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What FFmpeg's functions answer, in words. */
final class Answer {
  private static final int LONGEST = 128;

  private Answer() {}

  /**
   * Passes on what is no error.
   *
   * @param doing what was tried, for the message
   */
  static int check(int result, String doing) throws IOException {
    if (result < 0) {
      throw new IOException(doing + ": " + words(result));
    }
    return result;
  }

  /** FFmpeg's own name of an error. */
  static String words(int error) {
    byte[] text = new byte[LONGEST];
    av_strerror(error, text, LONGEST);
    int end = 0;
    while (end < LONGEST && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}
