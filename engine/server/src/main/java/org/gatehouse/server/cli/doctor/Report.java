package org.gatehouse.server.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Findings as a table for people or as one line of JSON. */
record Report(List<Finding> findings) {
  boolean healthy() {
    return findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL);
  }

  void table(PrintWriter out) {
    int width = findings.stream().mapToInt(f -> f.check().length()).max().orElse(0);
    for (Finding finding : findings) {
      out.printf(
          "%s %-4s  %-" + width + "s  %s%n",
          finding.level().glyph(),
          word(finding),
          finding.check(),
          finding.detail().replace("\n", "\n" + " ".repeat(width + 10)));
      if (finding.remedy() != null) {
        out.printf("%s-> %s%n", " ".repeat(width + 10), finding.remedy());
      }
    }
    long failed = count(Finding.Level.FAIL);
    long warned = count(Finding.Level.WARN);
    out.printf("%d checks: %d failed, %d warnings%n", findings.size(), failed, warned);
    out.flush();
  }

  void json(PrintWriter out) {
    ObjectNode report = new ObjectMapper().createObjectNode().put("ok", healthy());
    for (Finding finding : findings) {
      ObjectNode check =
          report
              .withArray("checks")
              .addObject()
              .put("name", finding.check())
              .put("status", word(finding))
              .put("detail", finding.detail());
      check.put("remedy", finding.remedy());
    }
    out.println(report);
    out.flush();
  }

  private long count(Finding.Level level) {
    return findings.stream().filter(f -> f.level() == level).count();
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
