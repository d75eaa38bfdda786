package org.gatehouse.contract.media;

/** The writing end of a stream's ring. One thread at a time; never blocks. */
public interface StreamWriter {
  /** Makes an access unit visible to all readers. */
  void publish(AccessUnit unit);

  /** Memory for one more session that puts units together for this stream. */
  default StreamMemory memory() {
    return StreamMemory.heap();
  }
}
