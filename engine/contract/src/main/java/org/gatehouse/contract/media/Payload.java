package org.gatehouse.contract.media;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Coded bytes where they lie, in an array that others may share. Whoever keeps them longer than the
 * unit they came with is promised (see {@link StreamReader#release}) takes a {@link #copy}.
 *
 * @param array must not be changed
 * @param offset where they begin
 * @param length how many they are
 */
public record Payload(byte[] array, int offset, int length) {
  /** A whole array. */
  public static Payload of(byte[] bytes) {
    return new Payload(bytes, 0, bytes.length);
  }

  /** The byte at that place. */
  public byte at(int index) {
    return array[offset + index];
  }

  /** A window on the bytes, from its position to its limit. Must not be written to. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array, offset, length);
  }

  /** The bytes in an array of their own. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Payload p
        && Arrays.equals(array, offset, offset + length, p.array, p.offset, p.offset + p.length);
  }

  @Override
  public int hashCode() {
    return buffer().hashCode();
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
