package org.gatehouse.server.config;

import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.jspecify.annotations.Nullable;

/** What the analysis of all gate cameras may take. */
@Describe("What the analysis of all gate cameras may take.")
public record AnalysisConfig(
    @Describe("Processor cores that it may use, such as 1.5; all of them if left out.")
        @Nullable Double cores,
    @Describe("Processes on this machine that lanes are spread over, 1 to 16.") @Default("1")
        int workers,
    @Describe("Whether one more stands by, its models loaded, for one that ends.") @Default("true")
        boolean spare,
    @Describe("Memory above which a process is exchanged for a fresh one, 500MB to 64GB.")
        @Default("2GB")
        ByteSize workerMemory,
    @Describe(
            "What runs the models: cpu, or an execution provider of ONNX Runtime, such as cuda,"
                + " tensorrt, rocm, openvino.")
        @Default("cpu")
        String accelerator,
    @Describe("Whether the processor runs them where the accelerator cannot.") @Default("false")
        boolean acceleratorFallback) {
  /** As the analysis takes it. */
  public AnalyticsBudget budget() {
    double usable = cores == null ? Runtime.getRuntime().availableProcessors() : cores;
    return new AnalyticsBudget(
        usable, workers, spare, workerMemory.bytes(), accelerator, acceleratorFallback);
  }
}
