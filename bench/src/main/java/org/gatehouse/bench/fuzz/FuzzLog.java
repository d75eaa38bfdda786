package org.gatehouse.bench.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what Jazzer and libFuzzer print, line by line. Used by one thread. */
final class FuzzLog {
  private static final Pattern STATE = Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: .*corp: (\\d+)/.*");
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs in (\\d+) second.*");
  private static final Pattern UNIT = Pattern.compile(".*Test unit written to (\\S.*)");
  private static final Pattern REASON =
      Pattern.compile("(?:== Java Exception: |==\\d+== ?ERROR: |== ERROR: )(.*)");
  private static final String LEAK = "LEAK:";

  private long executions;
  private long seconds;
  private int corpus;
  private @Nullable String reason;
  private @Nullable String reproducer;
  private int leaks;

  void line(String line) {
    Matcher state = STATE.matcher(line);
    if (state.matches()) {
      executions = Long.parseLong(state.group(1));
      corpus = Integer.parseInt(state.group(2));
      return;
    }
    Matcher runs = RUNS.matcher(line);
    if (runs.matches()) {
      executions = Long.parseLong(runs.group(1));
      seconds = Long.parseLong(runs.group(2));
      return;
    }
    Matcher unit = UNIT.matcher(line);
    if (unit.matches()) {
      reproducer = unit.group(1).strip();
      return;
    }
    Matcher why = REASON.matcher(line);
    if (reason == null && why.matches()) {
      reason = why.group(1).strip();
    } else if (line.contains(LEAK)) {
      leaks++;
    }
  }

  /** Inputs tried so far. */
  long executions() {
    return executions;
  }

  /** Inputs a second; 0 until the end is known. */
  long perSecond() {
    return executions / Math.max(1, seconds);
  }

  /** Inputs held that each reach something new. */
  int corpus() {
    return corpus;
  }

  /** The first words of what went wrong; null if nothing was said. */
  @Nullable String reason() {
    return reason;
  }

  /** The file with the input that it went wrong with; null if there is none. */
  @Nullable String reproducer() {
    return reproducer;
  }

  /** Netty buffers that nobody released. */
  int leaks() {
    return leaks;
  }
}
