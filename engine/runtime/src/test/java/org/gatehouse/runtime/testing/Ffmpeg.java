package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs the ffmpeg and ffprobe of the machine, as independent makers and judges of files. */
public final class Ffmpeg {
  private Ffmpeg() {}

  /** Skips the test where there is no ffmpeg; with {@code CI=true} fails it. */
  public static void assumePresent() {
    boolean present = Boolean.TRUE.equals(works("ffmpeg")) && Boolean.TRUE.equals(works("ffprobe"));
    if (!present && "true".equals(System.getenv("CI"))) {
      Assertions.fail("ffmpeg and ffprobe must be installed where CI=true");
    }
    Assumptions.assumeTrue(present, "skipped: ffmpeg and ffprobe are not installed");
  }

  /** What the tool printed to both outputs; it must exit 0. */
  public static String run(String... command) {
    Output output = tryRun(command);
    if (output.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + output.text());
    }
    return output.text();
  }

  /** What the tool printed and how it ended. */
  public static Output tryRun(String... command) {
    List<String> full = new ArrayList<>(List.of(command));
    try {
      Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] bytes = process.getInputStream().readAllBytes();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(full + " hangs");
      }
      return new Output(process.exitValue(), new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(full + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** How a tool ended. */
  public record Output(int exit, String text) {}

  private static boolean works(String tool) {
    try {
      Process process =
          new ProcessBuilder(tool, "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
