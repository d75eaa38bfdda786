package org.gatehouse.camera.rtp.h264;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Where one picture's NAL units are put together, each behind its length in 4 bytes; the same
 * memory serves picture after picture. Not thread-safe.
 */
final class PictureBuffer {
  private static final int INITIAL = 64 * 1024;
  private static final int MAX = 16 * 1024 * 1024;
  private static final int LENGTH = 4;

  private byte[] bytes = new byte[INITIAL];
  private int size;
  private int nalStart;
  private int timestamp;
  private long nanos;
  private boolean hasSlice;
  private boolean idr;
  private boolean damaged;

  /** Says when the packet at hand came; a picture keeps the arrival of its first. */
  void stamp(int rtpTimestamp, long arrivalNanos) {
    if (size == 0 && !damaged) {
      nanos = arrivalNanos;
    }
    timestamp = rtpTimestamp;
  }

  void beginNal() {
    nalStart = size;
    reserve(LENGTH);
    size += LENGTH;
  }

  void append(int oneByte) {
    if (reserve(1)) {
      bytes[size++] = (byte) oneByte;
    }
  }

  void append(ByteBuf data, int index, int length) {
    if (reserve(length)) {
      data.getBytes(index, bytes, size, length);
      size += length;
    }
  }

  void append(byte[] nal) {
    if (reserve(nal.length)) {
      System.arraycopy(nal, 0, bytes, size, nal.length);
      size += nal.length;
    }
  }

  private boolean reserve(int more) {
    int needed = size + more;
    if (needed > MAX) {
      damaged = true;
      return false;
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    return true;
  }

  int nalLength() {
    return size - nalStart - LENGTH;
  }

  /** The byte at that place of the NAL unit at hand; 0 past its end. */
  int nalByte(int index) {
    return index < nalLength() ? bytes[nalStart + LENGTH + index] & 0xff : 0;
  }

  byte[] nalCopy() {
    return Arrays.copyOfRange(bytes, nalStart + LENGTH, size);
  }

  boolean nalHidesOthers() {
    return AnnexB.present(bytes, nalStart + LENGTH, nalLength());
  }

  /** Ends the NAL unit at hand and keeps it. */
  void keepNal() {
    int length = nalLength();
    bytes[nalStart] = (byte) (length >>> 24);
    bytes[nalStart + 1] = (byte) (length >>> 16);
    bytes[nalStart + 2] = (byte) (length >>> 8);
    bytes[nalStart + 3] = (byte) length;
    nalStart = size;
  }

  /** Takes the NAL unit at hand out again. */
  void dropNal() {
    size = nalStart;
  }

  void slice(boolean ofIdr) {
    hasSlice = true;
    idr |= ofIdr;
  }

  void damage() {
    damaged = true;
  }

  boolean hasSlice() {
    return hasSlice;
  }

  boolean damaged() {
    return damaged;
  }

  /** True if there is something that the next picture's packets must not be mixed with. */
  boolean closed() {
    return hasSlice || damaged;
  }

  boolean idr() {
    return idr;
  }

  int timestamp() {
    return timestamp;
  }

  long nanos() {
    return nanos;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
    nalStart = 0;
    hasSlice = false;
    idr = false;
    damaged = false;
  }
}
