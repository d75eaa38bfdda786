package org.gatehouse.camera.transport;

import java.util.concurrent.Future;

/** Says in code that nobody waits for an outcome. */
public final class Futures {
  private Futures() {}

  /**
   * For writes and closes whose failure closes the connection, which is heard of by other means.
   */
  public static void forget(Future<?> outcome) {}
}
