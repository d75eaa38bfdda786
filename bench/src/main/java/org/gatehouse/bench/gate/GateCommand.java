package org.gatehouse.bench.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.media.VideoFile;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.Percentiles;
import org.gatehouse.bench.report.ReportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how well the whole engine reads a labelled video. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = "Run the whole engine once on a labelled video and judge its events")
public final class GateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", description = "the video, served once as an RTSP camera")
  private Path video = Path.of("");

  @Parameters(
      paramLabel = "LABELS.csv",
      description = "start_s,end_s,plate,max_plate_px,t80_s,kind")
  private Path labels = Path.of("");

  @Option(
      names = "--events-out",
      description = "write what was delivered, one JSON object a line, without looking at labels")
  private @Nullable Path eventsOut;

  @Mixin private ReportOptions options = new ReportOptions();

  @Option(names = "--regions", split = ",", defaultValue = "CN", description = "plate formats")
  private List<String> regions = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = options.begin("gate");
    Terminal terminal = Terminal.standard();
    List<Label> truth = Labels.read(labels);
    GateRun.Result result = new GateRun(terminal, regions).run(VideoFile.track(video));
    if (eventsOut != null) {
      EventsOut.write(eventsOut, result.delivered(), result.startMillis());
    }
    fill(report, truth, result);
    options.show(report, terminal);
    return Exit.OK;
  }

  private static void fill(BenchReport report, List<Label> truth, GateRun.Result result) {
    Matching matching = Matching.of(truth, result.sightings());
    List<Long> decisions = matching.decisionMillis();
    report
        .put("truth", "passages in truth", truth.size())
        .put("found", "found", matching.found())
        .put("exact", "read exactly", matching.exact())
        .put("wrong", "read wrongly", matching.wrong())
        .put("duplicates", "duplicates", matching.duplicates().size())
        .put("falseEvents", "false events", matching.falseEvents().size())
        .put("decisionP50Ms", "80 px wide to event, p50 ms", Percentiles.of(decisions, 50))
        .put("decisionP95Ms", "80 px wide to event, p95 ms", Percentiles.of(decisions, 95))
        .put(
            "cpuSecondsPerVideoSecond",
            "CPU s per video s",
            Math.round(result.cpuSeconds() / result.videoSeconds() * 1000) / 1000.0);
  }
}
