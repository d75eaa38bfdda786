package org.gatehouse.server.onboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are whole, or as they were before, whatever happens while they are written. */
public final class DurableFile {
  private DurableFile() {}

  /** Replaces {@code file}; only its owner may read it if {@code secret}. */
  public static void write(Path file, byte[] content, boolean secret) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(draft);
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            create,
            PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--")))) {
      writeAll(channel, content);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(file);
  }

  /** Adds to the end of {@code file}. */
  public static void append(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeAll(channel, content);
    }
    syncFolder(file);
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(true);
  }

  private static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
