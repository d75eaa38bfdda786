package org.gatehouse.runtime.record;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.time.Ticker;

/**
 * Where segments go and who takes part.
 *
 * @param disk does what waits for the disk
 * @param clock looked at by the recorder's thread only
 * @param trouble hears of each failed file operation
 */
record Surroundings(
    SegmentStore store,
    Ticker ticker,
    Executor disk,
    SegmentWatch watch,
    Interruptions interruptions,
    ClockWatch clock,
    Consumer<Exception> trouble) {
  /** Without knowledge of the cameras. */
  Surroundings(SegmentStore store, Ticker ticker, Executor disk, SegmentWatch watch) {
    this(
        store,
        ticker,
        disk,
        watch,
        Interruptions.UNKNOWN,
        new ClockWatch(ticker),
        cause -> {
          // Whoever asks sees it in the counters.
        });
  }
}
