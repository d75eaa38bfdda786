package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamSource;

/** Runs the analysis of gate cameras somewhere else than in this process. Thread-safe. */
public interface AnalyticsPort extends AutoCloseable {
  /** Starts (or restarts) what carries the lanes. Returns at once; see {@link #health()}. */
  void start(AnalyticsListener listener);

  /** Begins to analyse a stream; reads from {@code source} at its own pace. */
  void open(LaneSpec lane, StreamSource source);

  /**
   * Begins to analyse a stream whose smaller one shows whether anything moves: while nothing does,
   * only its key pictures are looked at.
   */
  void open(LaneSpec lane, StreamSource source, StreamSource smaller);

  /** One line for a person and whether lanes are being analysed now. */
  Health health();

  /** Ends all lanes: tracks that are open are finished and reported first, within a few seconds. */
  @Override
  void close();

  /** State of the analysis. */
  record Health(boolean up, String detail) {}
}
