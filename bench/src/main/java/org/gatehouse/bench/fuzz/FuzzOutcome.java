package org.gatehouse.bench.fuzz;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of fuzzing one target.
 *
 * @param corpus inputs held that each reach something new
 * @param finding what went wrong, in a line; null if nothing did
 * @param reproducer the input that it went wrong with; null where none was written
 * @param log all that the fuzzer said
 */
record FuzzOutcome(
    FuzzTarget target,
    long executions,
    long perSecond,
    int corpus,
    @Nullable String finding,
    @Nullable Path reproducer,
    Path log) {

  /**
   * Judges a run that ended.
   *
   * @param code the exit code of the fuzzer's process
   * @param reproducer where the input lies that the fuzzer wrote, if it did
   */
  static FuzzOutcome of(
      FuzzTarget target, FuzzLog said, int code, @Nullable Path reproducer, Path log) {
    return new FuzzOutcome(
        target,
        said.executions(),
        said.perSecond(),
        said.corpus(),
        finding(said, code),
        reproducer,
        log);
  }

  private static @Nullable String finding(FuzzLog said, int code) {
    String reason = said.reason();
    if (reason != null) {
      return reason.isEmpty() ? "an exception without words" : reason;
    }
    if (code != 0 || said.reproducer() != null) {
      return "the fuzzer ended with code " + code;
    }
    if (said.leaks() > 0) {
      return said.leaks() + " Netty buffers leaked";
    }
    return said.executions() == 0 ? "the fuzzer tried no input at all" : null;
  }

  /** One line for a person, and what to do in the lines below it where something was found. */
  String text() {
    String figures =
        String.format(
            Locale.ROOT,
            "  %-72s %,12d executions %,9d/s  corpus %5d  %s",
            target.name(),
            executions,
            perSecond,
            corpus,
            finding == null ? "no finding" : "FINDING: " + finding);
    if (finding == null) {
      return figures;
    }
    String input = reproducer == null ? "" : "%n    input   %s".formatted(reproducer);
    return figures + input + "%n    replay  %s%n    log     %s".formatted(target.replay(), log);
  }
}
