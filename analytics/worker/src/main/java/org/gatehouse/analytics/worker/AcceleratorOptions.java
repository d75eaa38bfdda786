package org.gatehouse.analytics.worker;

import org.gatehouse.analytics.worker.inference.Accelerator;
import picocli.CommandLine.Option;

/** What runs the models, as the command line says it. */
final class AcceleratorOptions {
  @Option(
      names = "--accelerator",
      defaultValue = "cpu",
      description = "What runs the models: cpu, or as ONNX Runtime names it, such as cuda.")
  private String name = "cpu";

  @Option(
      names = "--accelerator-fallback",
      description = "The processor runs them where the accelerator cannot.")
  private boolean fallback;

  Accelerator chosen() {
    return new Accelerator(name, fallback);
  }
}
