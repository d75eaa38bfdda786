package org.gatehouse.runtime.testing;

import java.nio.file.Path;

/** What ffprobe and ffmpeg find in a file. */
public record Played(double seconds, double start, int frames, String errors) {
  /** Decodes the whole file. */
  public static Played of(Path file) {
    String name = file.toString();
    String errors = Ffmpeg.tryRun("ffmpeg", "-v", "error", "-i", name, "-f", "null", "-").text();
    String found =
        Ffmpeg.run(
            "ffprobe",
            "-v",
            "quiet",
            "-count_frames",
            "-select_streams",
            "v:0",
            "-show_entries",
            "stream=nb_read_frames,start_time:format=duration",
            "-of",
            "default=noprint_wrappers=1",
            name);
    return new Played(
        Double.parseDouble(value(found, "duration")),
        Double.parseDouble(value(found, "start_time")),
        Integer.parseInt(value(found, "nb_read_frames")),
        errors);
  }

  private static String value(String found, String key) {
    return found
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in: " + found));
  }
}
