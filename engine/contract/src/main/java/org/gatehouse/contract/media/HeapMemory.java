package org.gatehouse.contract.media;

/** Arrays of the heap, one for each unit; the collector takes them back. */
final class HeapMemory implements StreamMemory {
  private static final int LEAST = 4 * 1024;
  private static final byte[] NONE = {};

  private byte[] free = NONE;

  @Override
  public byte[] reserve(int length) {
    if (free.length < length) {
      free = new byte[Math.max(length, Math.max(LEAST, 2 * free.length))];
    }
    return free;
  }

  @Override
  public int position() {
    return 0;
  }

  @Override
  public void commit(int length) {
    free = NONE;
  }
}
