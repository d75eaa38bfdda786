package org.gatehouse.bench.report;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How busy the machine is.
 *
 * @param oneMinute load average; negative where the system does not tell
 */
public record MachineLoad(int cores, double oneMinute) {
  /** Now. */
  public static MachineLoad now() {
    return new MachineLoad(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** For a person. */
  public String text() {
    return String.format(Locale.ROOT, "%d cores, load average %.2f", cores, oneMinute);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cores", cores);
    fields.put("loadAverage", oneMinute);
    return fields;
  }
}
