package org.gatehouse.server.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongConsumer;

/** Copies files, to disk, and tells the sums of what was copied. Used by one thread. */
final class HashedCopy {
  private static final int PIECE = 1 << 20;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
  private final LongConsumer progress;

  /** With the one that is told of every piece's bytes. */
  HashedCopy(LongConsumer progress) {
    this.progress = progress;
  }

  /**
   * Copies what the file holds now, for its owner alone; the folders on the way are made.
   *
   * @param name what the copy is called in messages and the manifest
   */
  Manifest.Entry copy(Path from, Path to, String name) throws IOException {
    MessageDigest sum = sha256();
    long bytes = 0;
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      long length = in.size();
      while (bytes < length && read(in, length - bytes)) {
        bytes += piece.remaining();
        progress.accept(piece.remaining());
        sum.update(piece.duplicate());
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
    }
    return new Manifest.Entry(name, bytes, HexFormat.of().formatHex(sum.digest()));
  }

  /** The sum of a file as it is. */
  Manifest.Entry sum(Path file, String name) throws IOException {
    MessageDigest sum = sha256();
    long bytes = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (read(in, PIECE)) {
        bytes += piece.remaining();
        progress.accept(piece.remaining());
        sum.update(piece);
      }
    }
    return new Manifest.Entry(name, bytes, HexFormat.of().formatHex(sum.digest()));
  }

  private boolean read(FileChannel in, long most) throws IOException {
    piece.clear().limit((int) Math.min(PIECE, most));
    int count = in.read(piece);
    piece.flip();
    return count > 0;
  }

  /** Makes the names in a folder, and in those below it, durable. */
  static void syncFolders(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      for (Path each : walk.filter(Files::isDirectory).toList()) {
        try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
