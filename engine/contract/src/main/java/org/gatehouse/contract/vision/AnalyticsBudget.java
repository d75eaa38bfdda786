package org.gatehouse.contract.vision;

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
 */
public record AnalyticsBudget(
    double cores,
    int workers,
    boolean spare,
    long workerBytes,
    String accelerator,
    boolean fallback) {
  /** The accelerator that is always there. */
  public static final String CPU = "cpu";

  /** One worker and a spare, without limits that anybody set. */
  public static AnalyticsBudget usual() {
    return new AnalyticsBudget(0, 1, true, 2L << 30, CPU, false);
  }
}
