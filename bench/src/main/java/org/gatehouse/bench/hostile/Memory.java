package org.gatehouse.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatehouse.bench.report.Slope;

/**
 * Resident memory of the engine while workers are killed. Its beginning is not judged: what broken
 * pictures left is still on its way out then, and the heap on its way to its size. Thread-safe.
 */
final class Memory {
  /** A rise that the heap's own steps can make by chance, MiB. */
  private static final double STEP = 64;

  /** A line that rises by less than this part of its mean is called flat. */
  private static final double SHARE = 0.1;

  /** Of the beginning so much is left out, but no more than a quarter of all. */
  private static final double LEFT_OUT_MINUTES = 5;

  private static final double LEFT_OUT_SHARE = 0.25;

  private final List<Sample> samples = new ArrayList<>();

  private record Sample(double minutes, double mebibytes) {}

  /** At so many minutes after the beginning; the samples come evenly and in their order. */
  synchronized void add(double minutes, double mebibytes) {
    samples.add(new Sample(minutes, mebibytes));
  }

  private synchronized List<Sample> judged() {
    if (samples.isEmpty()) {
      return List.of();
    }
    double from = Math.min(LEFT_OUT_MINUTES, LEFT_OUT_SHARE * samples.getLast().minutes);
    return samples.stream().filter(sample -> sample.minutes >= from).toList();
  }

  /** MiB a minute, by least squares. */
  double perMinute() {
    Slope slope = new Slope();
    judged().forEach(sample -> slope.add(sample.minutes, sample.mebibytes));
    return slope.perX();
  }

  /** What the line rises over the time that is judged, MiB. */
  double rise() {
    List<Sample> judged = judged();
    return judged.isEmpty()
        ? 0
        : perMinute() * (judged.getLast().minutes - judged.getFirst().minutes);
  }

  /** Whether it does not grow. */
  boolean flat() {
    double mean = judged().stream().mapToDouble(Sample::mebibytes).average().orElse(0);
    return rise() <= Math.max(STEP, SHARE * mean);
  }

  /** What was judged, for a person. */
  String judgedText() {
    List<Sample> judged = judged();
    return judged.isEmpty()
        ? "nothing"
        : String.format(
            Locale.ROOT,
            "minutes %.1f to %.1f of the kills, %d samples",
            judged.getFirst().minutes,
            judged.getLast().minutes,
            judged.size());
  }
}
