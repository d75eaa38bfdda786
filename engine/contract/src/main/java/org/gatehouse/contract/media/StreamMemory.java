package org.gatehouse.contract.media;

/**
 * Memory in which the pictures of one session are put together, there where they are kept, so that
 * they are copied once only. Used by the session's thread alone:
 *
 * <ol>
 *   <li>{@link #reserve} gives room; asked again for more, it may give another array, and what was
 *       written so far has to be moved there;
 *   <li>{@link #commit} says that a unit made of the first bytes reserved is about to be published;
 *       without it the next {@link #reserve} gives the same room again.
 * </ol>
 */
public interface StreamMemory {
  /** An array with room for {@code length} bytes from {@link #position} on. */
  byte[] reserve(int length);

  /** Where the room begins that was reserved last. */
  int position();

  /** The first {@code length} bytes of the room that was reserved last belong to a unit now. */
  void commit(int length);

  /** Memory that nobody takes back: each unit gets an array of its own. */
  static StreamMemory heap() {
    return new HeapMemory();
  }
}
