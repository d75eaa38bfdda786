package org.gatehouse.analytics.protocol.engine;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.vision.AnalyticsBudget;

/** How a worker's command line says what runs the models. */
final class Acceleration {
  private Acceleration() {}

  /** Nothing for the processor. */
  static List<String> options(String accelerator, boolean fallback) {
    if (accelerator.equals(AnalyticsBudget.CPU)) {
      return List.of();
    }
    List<String> options = new ArrayList<>(List.of("--accelerator", accelerator));
    if (fallback) {
      options.add("--accelerator-fallback");
    }
    return options;
  }
}
