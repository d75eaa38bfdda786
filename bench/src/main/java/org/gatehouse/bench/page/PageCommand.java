package org.gatehouse.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.DemoSite;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the page in Chromium: the time from an event to its row on the demo's scene, and the
 * wall and playback on cameras whose pictures carry their numbers.
 */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = "Measure in Chromium how fast and how truly the page shows events and video")
public final class PageCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long to watch events; 0 leaves them out (60)")
  private int seconds;

  @Option(
      names = "--tiles",
      defaultValue = "16",
      description = "cameras on the wall; 0 leaves wall and playback out (16)")
  private int tiles;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("page");
    Terminal terminal = Terminal.standard();
    if (tiles > 0) {
      new TilesRun(tiles, terminal).measure(report);
    }
    if (seconds > 0) {
      events(report, terminal);
    }
    options.show(report, terminal);
    return Exit.OK;
  }

  private void events(BenchReport report, Terminal terminal)
      throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("page");
    JsonNode figures;
    try (DemoSite site =
        DemoSite.start(
            SEED, OptionalInt.empty(), List.of(), 0, folder.path(), terminal, event -> {})) {
      String url = site.engine().url().toString();
      terminal.line("page   " + url + ", watched for " + seconds + " s");
      Browser browser = new Browser("event-latency.mjs", Browser.quiet(terminal::line));
      figures = browser.run(seconds, List.of(url, "" + seconds));
    } finally {
      folder.remove();
    }
    report
        .put("events", "events seen", figures.path("events").asInt())
        .put("p50Ms", "event to row, p50 ms", TilesRun.number(figures, "p50Ms"))
        .put("p95Ms", "event to row, p95 ms", TilesRun.number(figures, "p95Ms"))
        .put("maxMs", "event to row, longest ms", TilesRun.number(figures, "maxMs"));
  }
}
