package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.read.PictureFile;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.jspecify.annotations.Nullable;

/**
 * Opens the pictures of a folder. One that is missing or damaged costs no more than itself: it is
 * told and counted, and nothing is found in it. Used by one thread.
 */
final class Photographs {
  private final Terminal terminal;
  private final Path folder;
  private int readable;
  private int unreadable;

  Photographs(Terminal terminal, Path folder) {
    this.terminal = terminal;
    this.folder = folder;
  }

  /** One of them, which the caller closes; null if it cannot be read. */
  @Nullable Mat open(String name) {
    Path file = folder.resolve(name);
    try {
      Mat picture = PictureFile.read(file);
      readable++;
      return picture;
    } catch (IOException e) {
      unreadable++;
      terminal.line("  picture " + file + ": " + e.getMessage());
      return null;
    }
  }

  /**
   * How many could not be read.
   *
   * @throws BenchFailure if no picture could: then nothing was measured
   */
  int unreadable() {
    if (readable == 0 && unreadable > 0) {
      throw new BenchFailure("none of the pictures of " + folder + " can be read");
    }
    return unreadable;
  }
}
