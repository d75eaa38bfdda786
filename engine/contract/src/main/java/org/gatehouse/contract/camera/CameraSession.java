package org.gatehouse.contract.camera;

/** One attempt at streaming, from connecting to its end; it never reconnects by itself. */
public interface CameraSession extends AutoCloseable {
  /** Leaves politely (TEARDOWN) and ends; {@link SessionListener#onClosed} follows. Idempotent. */
  @Override
  void close();
}
