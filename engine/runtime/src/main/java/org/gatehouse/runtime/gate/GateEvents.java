package org.gatehouse.runtime.gate;

import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.media.CameraId;

/** Records what gates decide and do. Thread-safe. */
@FunctionalInterface
public interface GateEvents {
  /**
   * Returns at once. What became of an order is one event, however often and by however many runs
   * it is told.
   *
   * @param durable runs once the event is on disk, on another thread
   */
  void record(CameraId camera, EventDetail detail, Runnable durable);
}
