package org.gatehouse.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.Launcher;
import picocli.CommandLine.Option;

/** What all verbs that measure have in common: how their figures are begun and shown. */
public final class ReportOptions {
  @Option(names = "--json", description = "print the figures as one JSON object at the end")
  private boolean json;

  /**
   * Of a verb that starts now, on the machine as it is now. If it is told to end early, so are the
   * engine and the cameras that it started, which no Ctrl-C of the terminal reaches.
   */
  public BenchReport begin(String verb) {
    Runtime.getRuntime().addShutdownHook(new Thread(ReportOptions::endChildren, "end-children"));
    return new BenchReport(verb, Instant.now(), MachineLoad.now());
  }

  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  /**
   * Prints the table, writes the file into {@code bench/results}, prints JSON where asked for. A
   * folder that cannot be written to costs the file, and not the figures.
   */
  public void show(BenchReport report, Terminal terminal) {
    show(report, terminal, Launcher.home().resolve("bench/results"));
  }

  void show(BenchReport report, Terminal terminal, Path results) {
    MachineLoad after = MachineLoad.now();
    report.table(after).forEach(terminal::line);
    try {
      terminal.line("  written to " + report.write(results, after));
    } catch (IOException e) {
      terminal.line("  not written to " + results + ": " + e);
    }
    if (json) {
      terminal.line(report.json());
    }
  }
}
