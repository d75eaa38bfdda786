package org.gatehouse.contract.vision;

/**
 * A decoded picture's brightness, row by row without padding.
 *
 * @param luma {@code width * height} bytes, 0 black. Must not be changed.
 */
public record LumaPicture(int width, int height, byte[] luma) {
  /** The brightness at a place, 0 to 255. */
  public int at(int x, int y) {
    return luma[y * width + x] & 0xff;
  }

  @Override
  public boolean equals(Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "LumaPicture[" + width + "x" + height + "]";
  }
}
