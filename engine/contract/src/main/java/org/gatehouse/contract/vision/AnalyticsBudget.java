package org.gatehouse.contract.vision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What analysis may take.
 *
 * @param cores of this machine's processor that all its workers share; 0: as many as there are
 * @param workers processes on this machine that lanes are spread over
 * @param spare whether one more stands by, its models loaded
 * @param workerBytes resident memory above which a worker is exchanged
 * @param accelerator what runs the models: {@code cpu}, or as ONNX Runtime names it, such as {@code
 *     cuda}
 * @param fallback whether the processor runs them where the accelerator cannot
 * @param elsewhere workers on other machines
 * @param files what is shown to those; null if there are none
 */
public record AnalyticsBudget(
    double cores,
    int workers,
    boolean spare,
    long workerBytes,
    String accelerator,
    boolean fallback,
    List<RemoteWorkers> elsewhere,
    @Nullable TlsFiles files) {
  /** Keeps its own list. */
  public AnalyticsBudget {
    elsewhere = List.copyOf(elsewhere);
  }

  /** The accelerator that is always there. */
  public static final String CPU = "cpu";

  /** With workers on this machine only. */
  public AnalyticsBudget(
      double cores,
      int workers,
      boolean spare,
      long workerBytes,
      String accelerator,
      boolean fallback) {
    this(cores, workers, spare, workerBytes, accelerator, fallback, List.of(), null);
  }

  /** One worker and a spare, without limits that anybody set. */
  public static AnalyticsBudget usual() {
    return new AnalyticsBudget(0, 1, true, 2L << 30, CPU, false);
  }

  /** The same with workers on other machines only. */
  public AnalyticsBudget elsewhere(List<RemoteWorkers> others, TlsFiles shown) {
    return new AnalyticsBudget(cores, 0, spare, workerBytes, accelerator, fallback, others, shown);
  }
}
