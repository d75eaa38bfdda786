package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes files with the system's ffmpeg, where there is one. */
final class Decoded {
  private static final Pattern FRAMES = Pattern.compile("frame=(\\d+)");

  /** In place of a number of pictures. */
  static final long NO_DECODER = -2;

  private Decoded() {}

  /** How many pictures ffmpeg decodes; -1 if it ends with an error, {@link #NO_DECODER}. */
  static long pictures(Path file) throws IOException, InterruptedException {
    Process ffmpeg;
    try {
      ffmpeg =
          new ProcessBuilder(
                  List.of(
                      "ffmpeg",
                      "-nostdin",
                      "-v",
                      "fatal",
                      "-progress",
                      "-",
                      "-threads",
                      "1",
                      "-i",
                      file.toString(),
                      "-map",
                      "0:v:0",
                      "-f",
                      "null",
                      "/dev/null"))
              .redirectErrorStream(true)
              .start();
    } catch (IOException absent) {
      return NO_DECODER;
    }
    String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    long frames = -1;
    Matcher matcher = FRAMES.matcher(said);
    while (matcher.find()) {
      frames = Long.parseLong(matcher.group(1));
    }
    return ffmpeg.waitFor() == 0 ? frames : -1;
  }
}
