package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gatehouse.contract.storage.SegmentNotes;
import org.jspecify.annotations.Nullable;

/**
 * Writes into segments that nobody else writes to. Each step waits for the disk before the next, so
 * that a power cut in the middle of a repair leaves a file that plays.
 */
final class SegmentMender {
  private static final int HEADER = 8;

  private SegmentMender() {}

  /** Cuts what comes behind the last whole fragment. */
  static void cut(Path file, long whole) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
      channel.force(true);
    }
  }

  /** Writes an index of the fragments that are there; false if the file has no room for one. */
  static boolean index(Path file) throws IOException {
    IndexText text = new IndexText();
    SegmentFacts facts = SegmentScan.walk(file, text::add);
    byte @Nullable [] bytes = text.fill(facts.place(), facts.timescale());
    if (bytes == null) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(channel, facts.place().position() + 4, ascii("free"));
      channel.force(false);
      write(channel, facts.place().position(), sizeOf(facts.place().size()));
      channel.force(false);
      ByteBuffer content = ByteBuffer.wrap(bytes).position(HEADER).slice();
      write(channel, facts.place().position() + HEADER, content);
      channel.force(false);
      write(channel, facts.place().position(), ByteBuffer.wrap(bytes, 0, HEADER));
      channel.force(false);
    }
    return true;
  }

  /** Makes a free box of notes that cannot be read. */
  static void forgetNotes(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      for (long at = 0; channel.read(header.clear(), at) == HEADER; ) {
        long size = Integer.toUnsignedLong(header.getInt(0));
        if (size < HEADER || header.getInt(4) == Mp4Types.MOOF) {
          return;
        }
        if (header.getInt(4) == SegmentNotes.BOX) {
          write(channel, at + 4, ascii("free"));
        }
        at += size;
      }
      channel.force(false);
    }
  }

  private static void write(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
  }

  private static ByteBuffer sizeOf(int size) {
    return ByteBuffer.allocate(4).putInt(size).flip();
  }

  private static ByteBuffer ascii(String type) {
    return ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII));
  }
}
