package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a folder takes bytes, and whether it still lies on the disk where it was first
 * seen: a mount point whose disk is gone would fill the disk below it. Thread-safe.
 */
final class VolumeProbe {
  private static final String FILE = ".gatehouse-probe";
  private static final int BLOCK = 64 << 10;

  private final Path root;
  private @Nullable String device;

  VolumeProbe(Path root) {
    this.root = root;
  }

  /** Writes, forces to disk and removes that many bytes. */
  synchronized void run(long bytes) throws IOException {
    sameDevice();
    Files.createDirectories(root);
    Path file = root.resolve(FILE);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      for (long left = bytes; left > 0; left -= BLOCK) {
        block.clear().limit((int) Math.min(BLOCK, left));
        while (block.hasRemaining()) {
          channel.write(block);
        }
      }
      channel.force(false);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void sameDevice() throws IOException {
    Path existing = root.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String now = Files.getFileStore(existing).name();
    if (device == null) {
      device = now;
    } else if (!device.equals(now)) {
      throw new IOException(root + " lies on " + now + " now and not on " + device + ": mount it");
    }
  }
}
