package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.gatehouse.contract.vision.LaneKind;

/** Makes the analysers of a worker process, on models that are loaded once. Thread-safe. */
public interface LaneAnalyzerFactory {
  /** An analyser for a new lane; regions and risk as in the contract's lane specification. */
  LaneAnalyzer create(LaneKind kind, List<String> regions, double risk);

  /** An analyser of a smaller stream that looks for motion alone. */
  LaneAnalyzer motion();

  /** The models that are loaded, all verified. */
  List<ModelInfo> models();

  /** Runs every model once, so that the first real frame does not pay for it. */
  void warmUp();
}
