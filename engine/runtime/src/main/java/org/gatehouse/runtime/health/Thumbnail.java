package org.gatehouse.runtime.health;

/**
 * A small picture.
 *
 * @param jpeg must not be changed
 * @param epochMicros when it was received
 */
public record Thumbnail(byte[] jpeg, long epochMicros) {
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
    return "Thumbnail[" + jpeg.length + " bytes of " + epochMicros + "]";
  }
}
