package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads how long a fragmented MP4 file plays from its fragments (ISO/IEC 14496-12 §8.8): the first
 * decode time, and the last one with the durations that follow it. A cut or damaged end is ignored,
 * as a player would.
 */
final class SegmentScan {
  private static final int HEADER = 8;
  private static final int LARGEST_INDEX_BOX = 4 << 20;
  private static final int DEFAULT_TIMESCALE = 90_000;

  private final FileChannel channel;
  private final long length;
  private long timescale = DEFAULT_TIMESCALE;
  private long first = -1;
  private long end;

  private SegmentScan(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  /** Playing time in microseconds; 0 if there is no whole fragment. */
  static long durationMicros(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new SegmentScan(channel).run();
    }
  }

  private long run() throws IOException {
    long at = 0;
    FragmentTimes pending = FragmentTimes.NONE;
    while (at + HEADER <= length) {
      ByteBuffer header = read(at, HEADER);
      long size = Integer.toUnsignedLong(header.getInt());
      int type = header.getInt();
      if (size < HEADER || at + size > length) {
        break;
      }
      switch (type) {
        case Mp4Types.MOOV -> timescale = FragmentTimes.timescale(body(at, size), timescale);
        case Mp4Types.MOOF -> pending = FragmentTimes.of(body(at, size));
        case Mp4Types.MDAT -> take(pending);
        default -> {}
      }
      at += size;
    }
    return first < 0 ? 0 : (end - first) * 1_000_000 / timescale;
  }

  private void take(FragmentTimes fragment) {
    if (fragment.duration() > 0) {
      first = first < 0 ? fragment.start() : first;
      end = fragment.start() + fragment.duration();
    }
  }

  private ByteBuffer body(long at, long size) throws IOException {
    return size > LARGEST_INDEX_BOX
        ? ByteBuffer.allocate(0)
        : read(at + HEADER, (int) size - HEADER);
  }

  private ByteBuffer read(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        break;
      }
    }
    return bytes.flip();
  }
}
