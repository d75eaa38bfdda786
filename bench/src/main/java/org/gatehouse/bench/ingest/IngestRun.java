package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.clip.ClipMaker;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.jspecify.annotations.Nullable;

/** All receivers in turn on one fleet. Used by one thread. */
final class IngestRun {
  private final Terminal terminal;
  private final FleetPlan plan;
  private final int warmUp;
  private final int seconds;
  private final boolean peers;

  IngestRun(Terminal terminal, FleetPlan plan, int warmUp, int seconds, boolean peers) {
    this.terminal = terminal;
    this.plan = plan;
    this.warmUp = warmUp;
    this.seconds = seconds;
    this.peers = peers;
  }

  /** What was measured; null where a receiver was not there or not asked for. */
  record Result(
      @Nullable Window floor,
      EngineStage.Result receive,
      EngineStage.Result record,
      @Nullable Window ffmpegNull,
      @Nullable Window ffmpegRecord) {}

  /**
   * Runs them, each in its turn, as often as asked for: what the machine does meanwhile falls on
   * all of them alike.
   *
   * @param data the engine's data folder for the runs that record; null for one that goes away
   */
  List<Result> run(@Nullable Path data, int repeat) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("ingest");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Optional<FloorReader> floor = FloorReader.compile(folder.path());
      if (floor.isEmpty()) {
        terminal.line("no gcc, so no floor and no ratio to it: apt-get install gcc");
      }
      List<Result> results = new ArrayList<>();
      for (int turn = 1; turn <= repeat; turn++) {
        if (repeat > 1) {
          terminal.line("repetition " + turn + " of " + repeat);
        }
        TempFolder recorded = TempFolder.create("ingest-recorded");
        try {
          Path recordings = data == null ? recorded.path() : data;
          results.add(once(fleet, folder.path(), recordings, floor.orElse(null)));
        } finally {
          recorded.remove();
        }
      }
      return results;
    } finally {
      folder.remove();
    }
  }

  private Result once(
      FleetProcess fleet, Path folder, Path recordings, @Nullable FloorReader reader)
      throws IOException, InterruptedException {
    Window floor = null;
    if (reader != null) {
      terminal.line("the floor reader reads");
      floor = reader.run(fleet, warmUp, seconds, ClipMaker.FPS);
    }
    EngineStage engine = new EngineStage(fleet, folder, terminal);
    terminal.line("the engine receives");
    EngineStage.Result receive =
        engine.run("off", folder.resolve("received"), warmUp, seconds, ClipMaker.FPS);
    terminal.line("the engine receives and records");
    EngineStage.Result record =
        engine.run("continuous", recordings, warmUp, seconds, ClipMaker.FPS);
    if (!peers) {
      return new Result(floor, receive, record, null, null);
    }
    PeerStage ffmpeg = new PeerStage(fleet, folder, terminal);
    terminal.line("ffmpeg receives");
    Window unwritten = ffmpeg.run(false, warmUp, seconds, ClipMaker.FPS);
    terminal.line("ffmpeg receives and records");
    Window written = ffmpeg.run(true, warmUp, seconds, ClipMaker.FPS);
    return new Result(floor, receive, record, unwritten, written);
  }
}
