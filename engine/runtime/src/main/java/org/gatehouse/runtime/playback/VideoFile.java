package org.gatehouse.runtime.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.Footage;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.segment.SegmentFormat;
import org.jspecify.annotations.Nullable;

/**
 * Recordings of some time as one fragmented MP4 file that exists only while it is read. Immutable,
 * thread-safe; of segments that are finished it has the same bytes whenever it is made.
 */
public final class VideoFile {
  /** Takes bytes as they are read. */
  @FunctionalInterface
  public interface Taker {
    /** Takes them all; they are the taker's. */
    void take(ByteBuffer bytes) throws IOException, InterruptedException;
  }

  private final byte[] head;
  private final List<Part> parts;
  private final long size;
  private final @Nullable Instant rest;

  private VideoFile(byte[] head, List<Part> parts, @Nullable Instant rest) {
    this.head = head;
    this.parts = parts;
    this.size = head.length + parts.stream().mapToLong(Part::bytes).sum();
    this.rest = rest;
  }

  /**
   * A whole file with an index to seek by, its first picture at 0: from the key frame at or before
   * {@code from} on.
   *
   * @return null if nothing is recorded then
   */
  public static @Nullable VideoFile of(
      Footage footage, StreamId stream, Instant from, Instant to, Ticker ticker)
      throws IOException {
    Stretch stretch = Stretch.find(footage, stream, from, to, null, ticker);
    SegmentFormat format = stretch.format();
    if (format == null) {
      return null;
    }
    byte[] init = format.init();
    byte[] index = PartIndex.of(stretch.parts(), format);
    byte[] head = new byte[init.length + index.length];
    System.arraycopy(init, 0, head, 0, init.length);
    System.arraycopy(index, 0, head, init.length, index.length);
    return new VideoFile(head, stretch.parts(), stretch.rest());
  }

  /**
   * The media alone of a stretch of a playlist.
   *
   * @param base wall-clock time that is 0 on the playlist's time line
   * @return null if nothing is recorded then
   */
  public static @Nullable VideoFile media(
      Footage footage, StreamId stream, Instant from, Instant to, Instant base, Ticker ticker)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Part part : Stretch.find(footage, stream, from, to, base, ticker).parts()) {
      if (!part.start().isBefore(from)) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : new VideoFile(new byte[0], parts, null);
  }

  /**
   * The initialisation segment of what is recorded at some time or next after it.
   *
   * @return null if nothing is recorded then
   */
  public static @Nullable VideoFile init(
      Footage footage, StreamId stream, Instant at, Ticker ticker) throws IOException {
    try (FootageCursor cursor = new FootageCursor(footage, stream, at, ticker)) {
      Step step = cursor.next();
      while (step instanceof Step.Hole) {
        step = cursor.next();
      }
      return step instanceof Step.Piece piece
          ? new VideoFile(piece.reader().format().init(), List.of(), null)
          : null;
    }
  }

  /** Its size in bytes. */
  public long size() {
    return size;
  }

  /** When its first picture was taken. */
  public Instant start() {
    return parts.getFirst().start();
  }

  /** When its last picture ends. */
  public Instant end() {
    return parts.getLast().end();
  }

  /**
   * Where the recordings go on in another format before the time is over, so that they cannot stand
   * in this file; null if they do not.
   */
  public @Nullable Instant rest() {
    return rest;
  }

  /**
   * Reads a part of the file, in pieces of a fragment at most.
   *
   * @throws IOException if a segment was deleted meanwhile
   */
  public void read(long from, long length, Taker taker) throws IOException, InterruptedException {
    long end = from + length;
    long at = head.length;
    if (from < at) {
      taker.take(ByteBuffer.wrap(head, (int) from, (int) (Math.min(at, end) - from)));
    }
    try (PartReader reader = new PartReader()) {
      for (Part part : parts) {
        if (at >= end) {
          break;
        }
        if (at + part.bytes() > from) {
          ByteBuffer bytes = reader.read(part);
          int begin = (int) Math.max(0, from - at);
          taker.take(bytes.slice(begin, (int) (Math.min(part.bytes(), end - at) - begin)));
        }
        at += part.bytes();
      }
    }
  }
}
