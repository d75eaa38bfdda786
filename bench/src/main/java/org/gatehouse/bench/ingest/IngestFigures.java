package org.gatehouse.bench.ingest;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.gatehouse.bench.fleet.Loss;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.Repeated;
import org.jspecify.annotations.Nullable;

/** The figures that all repetitions of a run come to: medians, and their spread. */
final class IngestFigures {
  private IngestFigures() {}

  /**
   * Fills the report.
   *
   * @param results one for each repetition, at least one
   */
  static void fill(BenchReport report, int cameras, List<IngestRun.Result> results) {
    Loss loss =
        results.stream()
            .map(result -> result.receive().loss().plus(result.record().loss()))
            .reduce(Loss::plus)
            .orElseThrow();
    report
        .put("cameras", "cameras", cameras)
        .put("repetitions", "repetitions", results.size())
        .put("fullRateCameras", "cameras at full rate, fewest", fullRate(results))
        .put("unitsSent", "access units sent", loss.sent())
        .put("unitsReceived", "access units received", loss.received())
        .put("lost", "access units lost", loss.lost())
        .put(
            "floorCpuSecondsPerGbit",
            "floor reader, CPU s/Gbit",
            cost(results, IngestRun.Result::floor))
        .put(
            "receiveCpuSecondsPerGbit",
            "receive, CPU s/Gbit",
            cost(results, result -> result.receive().window()))
        .put(
            "recordCpuSecondsPerGbit",
            "receive + record, CPU s/Gbit",
            cost(results, result -> result.record().window()))
        .put(
            "ffmpegNullCpuSecondsPerGbit",
            "ffmpeg to null, CPU s/Gbit",
            cost(results, IngestRun.Result::ffmpegNull))
        .put(
            "ffmpegRecordCpuSecondsPerGbit",
            "ffmpeg into fMP4, CPU s/Gbit",
            cost(results, IngestRun.Result::ffmpegRecord))
        .put("ratioToFloor", "receive / floor reader of the same repetition", ratio(results))
        .put(
            "coresReceiveAndRecord",
            "receive + record, cores",
            over(results, result -> cores(result.record().window())))
        .put(
            "watchCores",
            "child processes, cores",
            over(results, result -> result.record().watchCores()))
        .put(
            "rssMiB",
            "memory of receive + record, MiB",
            over(results, result -> result.record().rssMiB()))
        .put(
            "receiveRssMiB",
            "memory of receive, MiB",
            over(results, result -> result.receive().rssMiB()))
        .put(
            "rssSlopeMiBPerMinute",
            "memory of receive + record, MiB a minute",
            over(results, result -> result.record().rssSlopeMiBPerMinute()))
        .put(
            "farmCores",
            "the cameras themselves, cores",
            over(results, result -> result.record().farmCores()));
  }

  private static int fullRate(List<IngestRun.Result> results) {
    return results.stream()
        .flatMap(result -> java.util.stream.Stream.of(result.receive(), result.record()))
        .mapToInt(stage -> stage.window().fullRateCameras())
        .min()
        .orElse(0);
  }

  private static double cores(Window window) {
    return window.cpuSeconds() / window.seconds();
  }

  private static Repeated over(
      List<IngestRun.Result> results, ToDoubleFunction<IngestRun.Result> figure) {
    return Repeated.of(results.stream().mapToDouble(figure).boxed().toList());
  }

  /** Null where that receiver did not run. */
  private static @Nullable Repeated cost(
      List<IngestRun.Result> results, Function<IngestRun.Result, @Nullable Window> receiver) {
    return overAll(
        results,
        result -> {
          Window window = receiver.apply(result);
          return window == null ? null : window.cpuSecondsPerGbit();
        });
  }

  private static @Nullable Repeated ratio(List<IngestRun.Result> results) {
    return overAll(
        results,
        result -> {
          Window floor = result.floor();
          return floor == null
              ? null
              : result.receive().window().cpuSecondsPerGbit() / floor.cpuSecondsPerGbit();
        });
  }

  private static @Nullable Repeated overAll(
      List<IngestRun.Result> results, Function<IngestRun.Result, @Nullable Double> figure) {
    List<Double> values =
        results.stream().map(figure).filter(Objects::nonNull).map(Double::valueOf).toList();
    return values.isEmpty() ? null : Repeated.of(values);
  }
}
