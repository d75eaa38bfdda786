package org.gatehouse.analytics.protocol.engine;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.StreamId;

/**
 * Finds the stretches in which a lane passed over more than half of the pictures that it should
 * have looked at, from what its worker reports each second. A moment of it is usual and no gap.
 * Thread-safe: a worker that is replaced may still report.
 */
final class SkipWatch {
  /** Reports in a row, one a second. */
  private static final int SHORTEST = 3;

  /** What lasts longer is told piece by piece. */
  private static final int LONGEST = 60;

  private static final long REPORT_MICROS = TimeUnit.SECONDS.toMicros(1);

  private long fromMicros;
  private int reports;
  private long analysed;
  private long skipped;

  /** A report; the stretch that ends with it, if one does. */
  synchronized Optional<Gap> report(
      StreamId stream, long nowMicros, long nowAnalysed, long nowSkipped) {
    boolean late = nowSkipped > nowAnalysed;
    if (late) {
      fromMicros = reports == 0 ? nowMicros - REPORT_MICROS : fromMicros;
      reports++;
      analysed += nowAnalysed;
      skipped += nowSkipped;
    }
    return late && reports < LONGEST ? Optional.empty() : end(stream, late, nowMicros);
  }

  private Optional<Gap> end(StreamId stream, boolean late, long nowMicros) {
    Optional<Gap> gap =
        reports < SHORTEST
            ? Optional.empty()
            : Optional.of(
                new Gap(
                    stream,
                    fromMicros,
                    Math.max(fromMicros, late ? nowMicros : nowMicros - REPORT_MICROS),
                    "overload: %d pictures analysed, %d passed over".formatted(analysed, skipped)));
    reports = 0;
    analysed = 0;
    skipped = 0;
    return gap;
  }
}
