package org.gatehouse.analytics.worker.passage;

import java.time.Duration;
import java.util.List;

/** Makes the analysers of a worker process, on models that are loaded once. Thread-safe. */
public interface LaneAnalyzerFactory {
  /** An analyser for a new lane; masks are covered in what it gets. */
  LaneAnalyzer create(LaneOrder order);

  /** An analyser of a smaller stream that looks for motion alone. */
  LaneAnalyzer motion(LaneOrder order);

  /** The models that are loaded, all verified. */
  List<ModelInfo> models();

  /**
   * Runs every model once, then goes through all that a lane does with a drawn vehicle, so that the
   * first real one does not pay for it.
   *
   * @param rehearsal how long for the latter
   */
  void warmUp(Duration rehearsal);
}
