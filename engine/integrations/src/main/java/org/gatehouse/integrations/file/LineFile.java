package org.gatehouse.integrations.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that lines are written to, until an error: after one nobody knows what of them is on disk,
 * so it is given up. Its calls are ordered by {@link LineFiles}; what was flushed, and that it was
 * given up, any thread may ask.
 */
final class LineFile {
  private static final Logger log = LoggerFactory.getLogger(LineFile.class);

  private final Path path;
  private final Instant begun;
  private final FileChannel channel;

  /** What the file system knows it by; null where that does not say. */
  private @Nullable Object key;

  /** Where its last whole line ends; less than 0 while that is not known. */
  private long written = -1;

  /** Up to where it is on disk. */
  private volatile long flushed;

  private volatile boolean givenUp;

  private LineFile(Path path, Instant begun, FileChannel channel) {
    this.path = path;
    this.begun = begun;
    this.channel = channel;
  }

  /** Begins one, or goes on behind what is there; its name is on disk then. */
  static LineFile begin(Path folder, String name, Instant now) throws IOException {
    Path path = folder.resolve(name);
    LineFile file =
        new LineFile(
            path, now, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try {
      file.goOn();
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
      return file;
    } catch (IOException e) {
      file.giveUp();
      throw e;
    }
  }

  private void goOn() throws IOException {
    key = key(path);
    cutHalfLine(path);
    written = channel.size();
    flushed = written;
    channel.position(written);
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** Cuts off a line that a killed process left half written; files without one stay untouched. */
  static void cutHalfLine(Path path) throws IOException {
    long end;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      end = endOfLines(channel);
    }
    if (end < Files.size(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(end);
        channel.force(true);
      }
    }
  }

  private static long endOfLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  Path path() {
    return path;
  }

  Instant begun() {
    return begun;
  }

  long written() {
    return written;
  }

  long flushed() {
    return flushed;
  }

  boolean givenUp() {
    return givenUp;
  }

  /** Appends a line; after an error it is to be given up. */
  void write(byte[] line) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    written += line.length;
  }

  /**
   * Has it on disk, where whoever reads the folder finds it; after an error it is to be given up.
   *
   * @throws IOException also if somebody removed it, or put another one in its place
   */
  void flush(long upTo) throws IOException {
    channel.force(false);
    if (!isInItsPlace()) {
      throw new FileSystemException(path.toString(), null, "it was removed or replaced");
    }
    flushed = upTo;
  }

  private boolean isInItsPlace() throws IOException {
    try {
      return Objects.equals(key(path), key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Half a line is cut off as far as that goes, and the file goes if there is nothing in it. */
  void giveUp() {
    givenUp = true;
    try {
      if (written > 0) {
        channel.truncate(written);
      } else if (written == 0 && isInItsPlace()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      log.debug("{} stays as it is until the next start: {}", path, e.toString());
    }
    close();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("{} did not close: {}", path, e.getMessage());
    }
  }
}
