package org.gatehouse.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process has many of, from {@code /proc} (Linux); 0 where there is none. */
public final class ProcessCounts {
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

  private ProcessCounts() {}

  /** File descriptors that are open, sockets included. */
  public static int files(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Threads of the system; virtual ones are none. */
  public static int threads(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      return 0;
    }
  }

  static int parse(String status) {
    Matcher line = THREADS.matcher(status);
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }
}
