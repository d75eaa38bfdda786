package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process did to the files below a folder, in order; as {@code writelog.c} wrote it. Ends
 * before the first record that is not whole: a killed process may have been writing it. Used by one
 * thread.
 */
final class WriteLog implements AutoCloseable {
  private static final int MAGIC = 0x4757524c;
  private static final int HEADER = 40;
  private static final Kind[] KINDS = Kind.values();

  /** In the order of the numbers in the log, from 1. */
  enum Kind {
    CREATE,
    OPEN,
    WRITE,
    TRUNCATE,
    SYNC_BEGIN,
    SYNC_END,
    RENAME,
    UNLINK,
    MKDIR,
    RMDIR
  }

  /**
   * One call.
   *
   * @param nanos of the system's monotonic clock, as {@link System#nanoTime}
   * @param offset of a write; the size of a truncation; the number of a sync
   * @param dataAt where a write's bytes are in the log
   * @param path of names; of a sync, that of the folder; else empty
   * @param other a rename's new path; else empty
   */
  record Entry(
      Kind kind,
      long nanos,
      long inode,
      long offset,
      int length,
      long dataAt,
      String path,
      String other) {}

  private final FileChannel channel;
  private final List<Entry> entries = new ArrayList<>();

  private WriteLog(FileChannel channel) {
    this.channel = channel;
  }

  /** Reads all but the bytes that were written. */
  static WriteLog read(Path file) throws IOException {
    WriteLog log = new WriteLog(FileChannel.open(file, StandardOpenOption.READ));
    long size = log.channel.size();
    for (long at = 0; at + HEADER <= size; ) {
      ByteBuffer head = log.bytes(at, HEADER);
      if (head.getInt() != MAGIC) {
        break;
      }
      int op = head.getInt() - 1;
      long nanos = head.getLong();
      long inode = head.getLong();
      long offset = head.getLong();
      int length = head.getInt();
      int length2 = head.getInt();
      long data = at + HEADER;
      at = data + Integer.toUnsignedLong(length) + Integer.toUnsignedLong(length2);
      if (op < 0 || op >= KINDS.length || at > size) {
        break;
      }
      Kind kind = KINDS[op];
      boolean named = kind != Kind.WRITE;
      String path = named ? log.text(data, length) : "";
      String other = named ? log.text(data + length, length2) : "";
      log.entries.add(new Entry(kind, nanos, inode, offset, length, data, path, other));
    }
    return log;
  }

  List<Entry> entries() {
    return entries;
  }

  /** How many entries there were at that time. */
  int until(long nanos) {
    int count = 0;
    while (count < entries.size() && entries.get(count).nanos() <= nanos) {
      count++;
    }
    return count;
  }

  /** The bytes of a write. */
  ByteBuffer data(Entry write) throws IOException {
    return bytes(write.dataAt(), write.length());
  }

  private String text(long at, int length) throws IOException {
    return StandardCharsets.UTF_8.decode(bytes(at, length)).toString();
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // until all is there
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
