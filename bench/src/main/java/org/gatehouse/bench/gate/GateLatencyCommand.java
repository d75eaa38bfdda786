package org.gatehouse.bench.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.media.VideoFile;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.Percentiles;
import org.gatehouse.bench.report.ReportOptions;
import org.gatehouse.camera.simulator.VideoTrack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how long a decision takes to the barrier, and for whom it opens. */
@Command(
    name = "gate-latency",
    mixinStandardHelpOptions = true,
    description = {
      "Tell an engine of decisions as a worker does, and note when barriers hear of them.",
      "With a video and its labels also: play it to a lane whose lists hold every other",
      "vehicle and a look-alike of each of the others, under both policies, and once with",
      "two vehicles on one opening."
    })
public final class GateLatencyCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "VIDEO",
      description = "a video, served as an RTSP camera")
  private @Nullable Path video;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LABELS.csv",
      description = "start_s,end_s,plate,max_plate_px,t80_s,kind of it")
  private @Nullable Path labels;

  @Option(
      names = "--decisions",
      defaultValue = "2000",
      description = "how many that open are measured (2000)")
  private int decisions;

  @Option(
      names = "--runs",
      split = ",",
      defaultValue = "exact,tolerant,tailgate",
      description = "what the video is played for (exact,tolerant,tailgate)")
  private List<String> runs = List.of();

  @Option(
      names = "--events-out",
      description =
          "write what was delivered while the video was played, one JSON object a line; run says in"
              + " which of the runs")
  private @Nullable Path eventsOut;

  @Mixin private PlateRegions regions = new PlateRegions();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "where the engine keeps its data, on the disk to be tried; else a temporary one")
  private @Nullable Path folder;

  @Mixin private ReportOptions options = new ReportOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (decisions < 1) {
      throw new BenchFailure("--decisions must be more than 0");
    }
    if (video != null && labels == null) {
      throw new BenchFailure("a video needs its labels, too");
    }
    BenchReport report = options.begin("gate-latency");
    Terminal terminal = Terminal.standard();
    // Before the decisions: what cannot be read is told at once.
    ClipOpenings clip = clip(terminal);
    InjectedDecisions.Result injected = injected(terminal);
    ClipOpenings.@Nullable Result exact = null;
    ClipOpenings.@Nullable Result tolerant = null;
    @Nullable Integer tailgates = null;
    if (clip != null) {
      exact = runs.contains(ClipOpenings.EXACT) ? clip.run(false) : null;
      tolerant = runs.contains(ClipOpenings.TOLERANT) ? clip.run(true) : null;
      tailgates = runs.contains(ClipOpenings.TAILGATE) ? clip.tailgates() : null;
    }
    fill(report, injected, exact, tolerant, tailgates);
    options.show(report, terminal);
    return Exit.OK;
  }

  private @Nullable ClipOpenings clip(Terminal terminal) {
    if (video == null || labels == null) {
      return null;
    }
    List<Label> truth = Labels.read(labels);
    VideoTrack track = VideoFile.track(video, terminal::line);
    return new ClipOpenings(terminal, regions.of(video), track, truth, eventsOut);
  }

  private InjectedDecisions.Result injected(Terminal terminal)
      throws IOException, InterruptedException {
    TempFolder work = TempFolder.create("gate-latency", folder);
    try {
      return new InjectedDecisions(terminal, work.path(), decisions).run();
    } finally {
      work.remove();
    }
  }

  private static void fill(
      BenchReport report,
      InjectedDecisions.Result injected,
      ClipOpenings.@Nullable Result exact,
      ClipOpenings.@Nullable Result tolerant,
      @Nullable Integer tailgates) {
    report
        .put("decisions", "decisions told that opened", injected.decisions())
        .put("missed", "listed, and nobody opened", injected.missed())
        .put("late", "listed, and opened again or after 5 s", injected.late())
        .put(
            "decisionToCommandP50Ms",
            "decision told to barrier told, p50 ms",
            percentile(injected.millis(), 50))
        .put(
            "decisionToCommandP99Ms",
            "decision told to barrier told, p99 ms",
            percentile(injected.millis(), 99))
        .put(
            "coldP99Ms",
            "the same of the first ones, before the code is compiled",
            percentile(injected.coldMillis(), 99))
        .put(
            "wrongOpenings",
            "opened for a vehicle that is not listed, exact",
            injected.wrong() + (exact == null ? 0 : exact.wrong()))
        .put(
            "t80ToCommandP50Ms",
            "80 px wide to confirmed, p50 ms",
            exact == null ? null : Percentiles.of(exact.confirmedMillis(), 50))
        .put(
            "t80ToCommandP95Ms",
            "80 px wide to confirmed, p95 ms",
            exact == null ? null : Percentiles.of(exact.confirmedMillis(), 95))
        .put("opened", "listed vehicles opened for", exact == null ? null : exact.opened())
        .put("listed", "listed vehicles in the video", exact == null ? null : exact.expected())
        .put(
            "wrongOpeningsTolerant",
            "opened for a vehicle that is not listed, tolerant",
            tolerant == null ? null : tolerant.wrong())
        .put("tailgateEvents", "two vehicles on one opening: told", tailgates);
  }

  private static @Nullable Double percentile(List<Double> millis, int percent) {
    List<Long> micros = millis.stream().map(value -> Math.round(value * 1000)).toList();
    Long found = Percentiles.of(micros, percent);
    return found == null ? null : found / 1000.0;
  }
}
