package org.gatehouse.analytics.worker.passage;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes the analysers of a worker process, on models that are loaded once. Thread-safe. */
public interface LaneAnalyzerFactory {
  /**
   * An analyser for a new lane; masks are covered in what it gets.
   *
   * @param spare lets it do two things at once
   */
  LaneAnalyzer create(LaneOrder order, SpareCore spare);

  /** An analyser of a smaller stream that looks for motion alone. */
  LaneAnalyzer motion(LaneOrder order);

  /** The models that are loaded, all verified. */
  List<ModelInfo> models();

  /** Runs every model once, so that the first picture does not pay for it. */
  void warmUp();

  /**
   * Goes through all that a lane does with a drawn vehicle, so that the first real one does not pay
   * for it. A thread of its own may do so.
   *
   * @param atMost how long
   * @param goOn asked before each picture
   */
  void rehearse(Duration atMost, BooleanSupplier goOn);
}
