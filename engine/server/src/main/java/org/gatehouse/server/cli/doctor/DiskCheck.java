package org.gatehouse.server.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Room on the volume of the data folder, and how fast it takes data. */
final class DiskCheck {
  private static final long GIB = 1L << 30;
  private static final int TRIAL = 32 << 20;
  private static final double SLOW = 20;

  private DiskCheck() {}

  /** Looks at {@code folder}, or at the nearest folder above it that exists. */
  static List<Finding> run(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.isDirectory(there)) {
      if (Files.exists(there)) {
        return List.of(
            Finding.fail("disk", there + " is a file, not a folder", "set data to another path"));
      }
      Path up = there.getParent();
      there = up == null ? Path.of("/") : up;
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      return List.of(room(there, free), speed(there, free));
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              "disk", there + " cannot be written: " + e, "let this user write to the folder"));
    }
  }

  static Finding room(Path folder, long free) {
    String detail = String.format(Locale.ROOT, "%.1f GiB free at %s", (double) free / GIB, folder);
    String remedy = "free some space, or set data to a folder on a larger volume";
    if (free < GIB) {
      return Finding.fail("disk space", detail, remedy);
    }
    return free < 10 * GIB
        ? Finding.warn("disk space", detail, remedy)
        : Finding.ok("disk space", detail);
  }

  private static Finding speed(Path folder, long free) throws IOException {
    if (free < 2L * TRIAL) {
      return Finding.warn("disk speed", "no room to try", "free some space");
    }
    Path trial = Files.createTempFile(folder, ".gatehouse-doctor", ".tmp");
    try (FileChannel channel = FileChannel.open(trial, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
      long begin = System.nanoTime();
      for (int written = 0; written < TRIAL; written += block.capacity()) {
        channel.write(block.clear());
      }
      channel.force(false);
      return judge(TRIAL / 1e6 / ((System.nanoTime() - begin) / 1e9));
    } finally {
      Files.delete(trial);
    }
  }

  static Finding judge(double megabytesPerSecond) {
    String detail =
        String.format(
            Locale.ROOT,
            "about %.0f MB/s (room for roughly %d cameras at 4 Mbit/s)",
            megabytesPerSecond,
            (int) (megabytesPerSecond * 8 / 4 / 2));
    return megabytesPerSecond < SLOW
        ? Finding.warn("disk speed", detail, "record to a faster volume")
        : Finding.ok("disk speed", detail);
  }
}
