package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read a window at a time: the beginning of a finished segment, or the beginning of
 * a fragment, takes one read of the system and not one for each box. Owner: one thread.
 */
final class BoxFile implements AutoCloseable {
  /** Initialisation, notes of some gaps and index of a segment, or the headers of a fragment. */
  private static final int WINDOW = 8 << 10;

  private final FileChannel channel;
  private final long length;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;
  private int reads;

  /** Opens it; what is appended later is not seen. */
  BoxFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    length = channel.size();
  }

  long length() {
    return length;
  }

  /** How often the system was asked for bytes. */
  int reads() {
    return reads;
  }

  /** The bytes there, fewer where the file ends before; valid until the next call. */
  ByteBuffer read(long at, int count) throws IOException {
    if (at < windowAt || at + count > windowAt + window.limit()) {
      fill(at, count);
    }
    int from = (int) (at - windowAt);
    return window.slice(from, Math.min(count, window.limit() - from));
  }

  private void fill(long at, int count) throws IOException {
    if (count > window.capacity()) {
      window = ByteBuffer.allocate(count);
    }
    window.clear().limit((int) Math.min(window.capacity(), Math.max(0, length - at)));
    windowAt = at;
    while (window.hasRemaining()) {
      reads++;
      if (channel.read(window, at + window.position()) < 0) {
        break;
      }
    }
    window.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
