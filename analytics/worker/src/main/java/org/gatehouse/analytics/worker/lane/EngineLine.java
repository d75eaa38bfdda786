package org.gatehouse.analytics.worker.lane;

import org.gatehouse.analytics.messages.LaneReport;
import org.gatehouse.analytics.worker.passage.Finding;

/** What lanes say to the engine. Thread-safe. */
public interface EngineLine {
  /** The lane takes units. */
  void opened(int lane);

  /** The unit is about to be decoded; returns once the engine can know, whatever happens next. */
  void decoding(int lane, long seq);

  /** The unit left the decoder. */
  void decoded(int lane, long seq);

  /** Something moves in the lane or is in sight. */
  void busy(int lane);

  /** Something passed: kept and said until the engine has it. Waits while too much is kept. */
  void found(int lane, Finding finding) throws InterruptedException;

  /** Counts since the report before. */
  void report(LaneReport report);

  /** The lane is done. */
  void closed(int lane);

  /**
   * The calling thread, which is the lane's, cannot go on: neither can this process, or nobody
   * would look at the lane any more. Does not return in a worker.
   */
  void failed(int lane, Throwable cause);
}
