package org.gatehouse.analytics.protocol.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident memory of a process as Linux tells it (proc_pid_status(5), {@code VmRSS}). */
public final class ResidentSet {
  private static final String FIELD = "VmRSS:";

  private ResidentSet() {}

  /** Bytes, 0 if unknown: the process has ended, or this is not Linux. */
  public static long ofProcess(long pid) {
    try {
      return parse(Files.readAllLines(Path.of("/proc/" + pid + "/status")));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes from the lines of {@code /proc/PID/status}; 0 if they do not tell. */
  public static long parse(List<String> status) {
    for (String line : status) {
      if (line.startsWith(FIELD)) {
        String kibibytes = line.substring(FIELD.length()).strip().replaceFirst(" kB$", "");
        return kibibytes.chars().allMatch(Character::isDigit) && !kibibytes.isEmpty()
            ? Long.parseLong(kibibytes) * 1024
            : 0;
      }
    }
    return 0;
  }
}
