package org.gatehouse.contract.gate;

import java.io.IOException;

/** Speaks with one barrier. Called by one thread at a time, one that may wait. */
public interface BarrierDriver extends AutoCloseable {
  /**
   * Tells it something, once: what went wrong is not tried again here. Returns within the driver's
   * own time-out.
   *
   * @param sent is run when the order has left this machine
   */
  BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException;

  /**
   * Asks how it is, within the driver's own time-out.
   *
   * @throws IOException if it does not say, with why in one line
   */
  BarrierState state() throws IOException, InterruptedException;

  /** Whether {@link #state} can tell that something stands below the arm. */
  boolean hasLoop();

  /** Ends the connection; what the barrier was told last holds. */
  @Override
  void close();
}
