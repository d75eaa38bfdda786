package org.gatehouse.runtime.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes nested boxes, big-endian: each is its size in 4 bytes, its type in 4 letters, and what it
 * holds (§4.2). Sizes are filled in by {@link #end}. Owner: one caller.
 */
final class BoxWriter {
  private static final int DEEPEST = 16;

  private final int[] starts = new int[DEEPEST];
  private int depth;
  private byte[] bytes;
  private int length;

  BoxWriter(int expectedSize) {
    bytes = new byte[expectedSize];
  }

  /** Begins a box; what is written until its {@link #end} belongs to it. */
  BoxWriter box(String type) {
    starts[depth++] = length;
    return u32(0).ascii(type);
  }

  /** Begins a box with version and flags (§4.2, FullBox). */
  BoxWriter fullBox(String type, int version, int flags) {
    return box(type).u32(((long) version << 24) | flags);
  }

  /** Ends the innermost open box. */
  BoxWriter end() {
    int start = starts[--depth];
    set32(start, length - start);
    return this;
  }

  BoxWriter u8(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  BoxWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  BoxWriter u32(long value) {
    ensure(4);
    set32(length, (int) value);
    length += 4;
    return this;
  }

  BoxWriter u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  BoxWriter ascii(String text) {
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  BoxWriter bytes(byte... more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  BoxWriter zeros(int count) {
    ensure(count);
    Arrays.fill(bytes, length, length + count, (byte) 0);
    length += count;
    return this;
  }

  /** Replaces 4 bytes written before. */
  void set32(int position, int value) {
    bytes[position] = (byte) (value >>> 24);
    bytes[position + 1] = (byte) (value >>> 16);
    bytes[position + 2] = (byte) (value >>> 8);
    bytes[position + 3] = (byte) value;
  }

  int length() {
    return length;
  }

  /** Begins anew with the same memory. */
  void clear() {
    length = 0;
    depth = 0;
  }

  /** What was written, without a copy: valid until more is. */
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** What was written; all boxes must have ended. */
  byte[] toBytes() {
    if (depth != 0) {
      throw new IllegalStateException(depth + " boxes are still open");
    }
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
