package org.gatehouse.contract.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A segment that is being written. Used by one thread; only {@link #sync} may be called by another
 * one while that thread appends, as it may wait for the disk.
 */
public interface SegmentFile extends AutoCloseable {
  /** What it is known by. */
  SegmentKey key();

  /** The file. */
  Path path();

  /** Bytes appended so far. */
  long size();

  /**
   * Appends all the buffers with one write. If that fails, the file is cut back to its size before,
   * so that it never ends in the middle of what one call wrote.
   */
  void append(ByteBuffer... buffers) throws IOException;

  /** Replaces bytes that were appended before, without changing the size. */
  void overwrite(long position, ByteBuffer bytes) throws IOException;

  /** Returns when what was appended (and the file's name) is on disk. */
  void sync() throws IOException;

  /** Closes and deletes the file. */
  void discard() throws IOException;

  /** Closes the file without waiting for the disk. Idempotent. */
  @Override
  void close() throws IOException;
}
