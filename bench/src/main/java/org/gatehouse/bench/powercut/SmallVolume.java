package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.engine.BenchFailure;

/** A volume in memory that can be filled up. Used by one thread. */
final class SmallVolume implements AutoCloseable {
  private static final int MOUNT_SECONDS = 20;
  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final Path ballast;

  private SmallVolume(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /**
   * Mounts one.
   *
   * @throws BenchFailure if this user may not mount
   */
  static SmallVolume mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String size = "size=" + megabytes + "m";
    if (!run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString())) {
      throw new BenchFailure("a small volume cannot be mounted here; run it as root");
    }
    return new SmallVolume(folder);
  }

  Path path() {
    return folder;
  }

  /** Takes all the room that is left. */
  void fill() throws IOException {
    try (FileChannel out =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = BLOCK; size >= 1; ) {
        try {
          ByteBuffer block = ByteBuffer.allocate(size);
          while (block.hasRemaining()) {
            out.write(block);
          }
        } catch (IOException full) {
          size /= 2;
        }
      }
    }
  }

  /** Gives it back. */
  void empty() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() {
    try {
      run("umount", "-l", folder.toString());
    } catch (IOException e) {
      throw new BenchFailure("the small volume cannot be unmounted: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
