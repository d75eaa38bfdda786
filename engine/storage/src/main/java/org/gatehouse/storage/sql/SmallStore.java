package org.gatehouse.storage.sql;

import org.jspecify.annotations.Nullable;

/**
 * A small store that commands may use beside the engine: each piece of work is one transaction that
 * keeps others out. Thread-safe.
 */
public interface SmallStore extends AutoCloseable {
  /** In one transaction, which begins with the right to write. */
  <T extends @Nullable Object> T change(Work<T> work);

  /** Without changing anything. */
  <T extends @Nullable Object> T read(Work<T> work);

  @Override
  void close();
}
