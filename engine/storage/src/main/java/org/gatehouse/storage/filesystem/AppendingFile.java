package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentKey;

/** One segment on disk. Owner: the thread that created it; {@link #sync} is for another, too. */
final class AppendingFile implements SegmentFile {
  /**
   * Where a call's buffers are put together. A channel copies heap buffers into native memory
   * anyway, one by one; this way they go there once and leave in one write.
   */
  private static final ThreadLocal<GatherBuffer> GATHER =
      ThreadLocal.withInitial(GatherBuffer::new);

  private final SegmentKey key;
  private final Path path;
  private final FolderNames names;
  private final Runnable closed;
  private final FileChannel channel;
  private long size;
  private boolean nameOnDisk;

  /**
   * Creates the file; it must not exist yet.
   *
   * @param closed told once nothing more is written
   */
  AppendingFile(SegmentKey key, Path path, FolderNames names, Runnable closed) throws IOException {
    this.key = key;
    this.path = path;
    this.names = names;
    this.closed = closed;
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public SegmentKey key() {
    return key;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(ByteBuffer... buffers) throws IOException {
    ByteBuffer gathered = GATHER.get().gather(buffers);
    int length = gathered.remaining();
    try {
      writeAll(gathered, size);
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
    size += length;
  }

  @Override
  public void overwrite(long position, ByteBuffer bytes) throws IOException {
    if (position < 0 || position + bytes.remaining() > size) {
      throw new IllegalArgumentException("overwrite past the end of " + path);
    }
    writeAll(bytes, position);
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
    if (!nameOnDisk) {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        names.sync(folder);
      }
      nameOnDisk = true;
    }
  }

  @Override
  public void discard() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    closed.run();
  }

  /** One write, unless the system takes less than it was given. */
  private void writeAll(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private void cutBack(IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
