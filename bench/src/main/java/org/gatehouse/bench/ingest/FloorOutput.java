package org.gatehouse.bench.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.bench.engine.BenchFailure;

/**
 * The last line of the floor reader.
 *
 * @param cpuSeconds of the window
 * @param bytes read in it, by that many reads
 */
record FloorOutput(double cpuSeconds, long bytes, long reads) {
  private static final Pattern END = Pattern.compile("end (\\d+\\.\\d+) (\\d+) (\\d+)");

  static FloorOutput parse(String line) {
    Matcher end = END.matcher(line);
    if (!end.matches()) {
      throw new BenchFailure("the floor reader's last line cannot be read: " + line);
    }
    return new FloorOutput(
        Double.parseDouble(end.group(1)),
        Long.parseLong(end.group(2)),
        Long.parseLong(end.group(3)));
  }
}
