package org.gatehouse.bench.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
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
  private static final int MOST_LANES = 64;

  @Parameters(
      index = "0",
      paramLabel = "VIDEO",
      description = "the video, served once as an RTSP camera")
  private Path video = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "LABELS.csv",
      arity = "0..1",
      description = "start_s,end_s,plate,max_plate_px,t80_s,kind; without it no passage is true")
  private @Nullable Path labels;

  @Option(
      names = "--events-out",
      description = "write what was delivered, one JSON object a line, without looking at labels")
  private @Nullable Path eventsOut;

  @Mixin private ReportOptions options = new ReportOptions();

  @Mixin private PlateRegions regions = new PlateRegions();

  @Option(
      names = "--lanes",
      defaultValue = "1",
      description = "play it on so many cameras at once (default ${DEFAULT-VALUE})")
  private int lanes;

  @Option(
      names = "--every-picture",
      description =
          "then read every picture of the passages, minutes long, and tell how long after the first"
              + " exact one a decision came")
  private boolean everyPicture;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (everyPicture && labels == null) {
      throw new BenchFailure(
          "--every-picture reads the pictures of passages: name LABELS.csv, too");
    }
    BenchReport report = options.begin("gate");
    Terminal terminal = Terminal.standard();
    if (lanes < 1 || lanes > MOST_LANES) {
      throw new BenchFailure("--lanes: expected 1 to " + MOST_LANES + ", but saw " + lanes);
    }
    List<Label> truth = labels == null ? List.of() : Labels.read(labels);
    List<String> expected = regions.of(video);
    GateRun.Result result =
        new GateRun(terminal, expected, lanes)
            .run(LedVideo.of(VideoFile.track(video, terminal::line), truth));
    report.put("regions", "plate formats", String.join(", ", expected));
    if (eventsOut != null) {
      EventsOut.write(eventsOut, result);
    }
    Judgement judged = Judgement.of(truth, result);
    fill(report, truth, result, judged);
    if (everyPicture) {
      List<Long> late = judged.sinceMillis(EveryPicture.firstReads(video, expected, truth));
      report
          .put(
              "readToDecisionP50Ms",
              "first exact picture to decision, p50 ms",
              Percentiles.of(late, 50))
          .put(
              "readToDecisionP95Ms",
              "first exact picture to decision, p95 ms",
              Percentiles.of(late, 95));
    }
    options.show(report, terminal);
    return Exit.OK;
  }

  private static void fill(
      BenchReport report, List<Label> truth, GateRun.Result result, Judgement judged) {
    List<Long> decisions = judged.decisionMillis();
    int lanes = result.cameras().size();
    double laneSeconds = result.videoSeconds() * lanes;
    report
        .put("truth", "passages in truth", truth.size() * lanes)
        .put("found", "found", judged.sum(Matching::found))
        .put("exact", "read exactly", judged.sum(Matching::exact))
        .put("wrong", "read wrongly", judged.sum(Matching::wrong))
        .put("duplicates", "duplicates", judged.sum(m -> m.duplicates().size()))
        .put("falseEvents", "false events", judged.sum(m -> m.falseEvents().size()))
        .put("textEvents", "events that carry plate text, decided or final", result.textEvents())
        .put("noReads", "vehicles without a plate read", result.noReads())
        .put("decisionP50Ms", "80 px wide to decision, p50 ms", Percentiles.of(decisions, 50))
        .put("decisionP95Ms", "80 px wide to decision, p95 ms", Percentiles.of(decisions, 95))
        .put("lanes", "lanes", lanes)
        .put("foundLeast", "found in the lane that found fewest", judged.foundLeast())
        .put("skipped", "pictures skipped to keep up", result.cost().skipped())
        .put("mostWaiting", "most pictures that waited", result.cost().mostWaiting())
        .put(
            "decodePerLane",
            "decoding, CPU s per video s and lane",
            rounded(result.cost().decodeSeconds() / laneSeconds))
        .put(
            "analysisPerLane",
            "analysis, CPU s per video s and lane",
            rounded(result.cost().analysisSeconds() / laneSeconds))
        .put(
            "cpuSecondsPerVideoSecond",
            "CPU s per video s, whole engine",
            rounded(result.cpuSeconds() / result.videoSeconds()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
