package org.gatehouse.bench.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.engine.ProcessMemory;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures lists: how long an import takes, what it costs an engine, how quick lookups are. */
@Command(
    name = "lists",
    mixinStandardHelpOptions = true,
    description = "Lists of vehicles: import, memory of a running engine, lookups, a bad row")
public final class ListsBenchCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 60;
  private static final String ENTRIES = "gatehouse_lists_entries";

  @Mixin private final ReportOptions reports = new ReportOptions();

  @Option(names = "--entries", defaultValue = "1000000", description = "how many (1000000)")
  private int entries;

  @Option(names = "--seed", defaultValue = "1", description = "of the plates (1)")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = reports.begin("lists");
    TempFolder folder = TempFolder.create("lists");
    try {
      measure(folder.path(), report);
    } finally {
      folder.remove();
    }
    reports.show(report, Terminal.standard());
    return Exit.OK;
  }

  private void measure(Path folder, BenchReport report) throws IOException, InterruptedException {
    VehicleFile plates = new VehicleFile(seed);
    Path data = Files.createDirectories(folder.resolve("data"));
    Path config =
        Files.writeString(
            folder.resolve("site.yaml"),
            "site: bench\ndata: \"" + data + "\"\nserver: { bind: 127.0.0.1, port: 0 }\n");
    Path sheet = plates.write(folder.resolve("vehicles.csv"), entries, -1);
    Path wrong = plates.write(folder.resolve("wrong.csv"), entries, entries - entries / 7);
    try (EngineProcess engine = EngineProcess.start(config, folder, "unused");
        EngineStatus status = new EngineStatus(engine.url())) {
      TimeUnit.SECONDS.sleep(5);
      double before = ProcessMemory.rssMiB(engine.pid());
      Outcome bad = run(folder, "import", wrong.toString(), "--apply", "--config", config + "");
      long afterBad = (long) status.sum(ENTRIES).orElse(-1);
      Outcome good = run(folder, "import", sheet.toString(), "--apply", "--config", config + "");
      await(status);
      TimeUnit.SECONDS.sleep(5);
      double after = ProcessMemory.rssMiB(engine.pid());
      report
          .put("entries", "entries", entries)
          .put("importExit", "exit code of the import", good.exit)
          .put("importSeconds", "import, s", good.seconds)
          .put("badRowExit", "exit code with a bad row", bad.exit)
          .put("badRowNamed", "the bad row is named", named(bad.told, wrong))
          .put("entriesAfterBadRow", "entries after the bad row", afterBad)
          .put("rssGrowthMb", "growth of the engine's memory, MB", Math.round(after - before));
    }
    Lookups.measure(data, entries, seed)
        .forEach((kind, p99) -> report.put(kind + "P99Micros", kind + " lookup p99, us", p99));
  }

  private boolean named(String told, Path sheet) {
    int line = entries - entries / 7 + 2;
    return told.contains(sheet.getFileName() + ":" + line + ": column kind");
  }

  private void await(EngineStatus status) throws InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS; i++) {
      if (status.sum(ENTRIES).orElse(0) == entries) {
        return;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new BenchFailure("the engine did not take the entries within " + PATIENCE_SECONDS + " s");
  }

  private record Outcome(int exit, double seconds, String told) {}

  private static Outcome run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("lists"));
    all.addAll(List.of(arguments));
    Path out = folder.resolve("import.log");
    long began = System.nanoTime();
    Process process =
        Launcher.prepare(all).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int exit = process.waitFor();
    double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    return new Outcome(exit, seconds, Files.readString(out, StandardCharsets.UTF_8));
  }
}
