package org.gatehouse.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process holds in memory, from {@code /proc} (Linux). */
public final class ProcessMemory {
  private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final double KIB_PER_MIB = 1024;

  private ProcessMemory() {}

  /** MiB of it that are resident now; 0 where there is no {@code /proc}. */
  public static double rssMiB(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      return 0;
    }
  }

  static double parse(String status) {
    Matcher line = RSS.matcher(status);
    return line.find() ? Long.parseLong(line.group(1)) / KIB_PER_MIB : 0;
  }
}
