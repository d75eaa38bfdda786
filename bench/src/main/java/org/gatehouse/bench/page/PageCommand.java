package org.gatehouse.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.DemoSite;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the time from an event to its row on the page, in Chromium, on the demo's scene. */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = "Measure in Chromium how fast the page shows an event")
public final class PageCommand implements Callable<Integer> {
  private static final Path SCRIPT = Path.of("engine/console/e2e/event-latency.mjs");
  private static final int SPARE_SECONDS = 60;
  private static final long SEED = 1;

  @Option(names = "--seconds", defaultValue = "60", description = "how long to watch the page")
  private int seconds;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path script = Launcher.home().resolve(SCRIPT);
    if (!Files.isReadable(script)) {
      throw new BenchFailure("there is no " + SCRIPT + " to drive the browser with");
    }
    BenchReport report = options.begin("page");
    Terminal terminal = Terminal.standard();
    TempFolder folder = TempFolder.create("page");
    JsonNode figures;
    try (DemoSite site =
        DemoSite.start(
            SEED, OptionalInt.empty(), List.of(), 0, folder.path(), terminal, event -> {})) {
      terminal.line("page   " + site.engine().url() + ", watched for " + seconds + " s");
      figures = measure(script, site.engine().url().toString());
    } finally {
      folder.remove();
    }
    report
        .put("events", "events seen", figures.path("events").asInt())
        .put("p50Ms", "event to row, p50 ms", number(figures, "p50Ms"))
        .put("p95Ms", "event to row, p95 ms", number(figures, "p95Ms"))
        .put("maxMs", "event to row, longest ms", number(figures, "maxMs"));
    options.show(report, terminal);
    return Exit.OK;
  }

  private JsonNode measure(Path script, String url) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", script.toString(), url, "" + seconds)
            .directory(Launcher.home().resolve("engine/console").toFile())
            .redirectErrorStream(true)
            .start();
    String last = "";
    try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.isBlank() ? last : line;
      }
    }
    if (!node.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS) || node.exitValue() != 0) {
      throw new BenchFailure("the browser could not be driven: " + last);
    }
    return new ObjectMapper().readTree(last);
  }

  private static @Nullable Long number(JsonNode figures, String field) {
    return figures.hasNonNull(field) ? Long.valueOf(figures.path(field).asLong()) : null;
  }
}
