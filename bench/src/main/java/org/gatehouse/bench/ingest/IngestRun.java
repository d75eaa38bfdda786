package org.gatehouse.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
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
   * Runs them.
   *
   * @param data the engine's data folder for the run that records; null for one that goes away
   */
  Result run(@Nullable Path data) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("ingest");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Path recordings = data == null ? folder.path().resolve("recorded") : data;
      return run(fleet, folder.path(), recordings);
    } finally {
      folder.remove();
    }
  }

  private Result run(FleetProcess fleet, Path folder, Path recordings)
      throws IOException, InterruptedException {
    Window floor = floor(fleet, folder);
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

  private @Nullable Window floor(FleetProcess fleet, Path folder)
      throws IOException, InterruptedException {
    Optional<FloorReader> reader = FloorReader.compile(folder);
    if (reader.isEmpty()) {
      terminal.line("no gcc, so no floor and no ratio to it: apt-get install gcc");
      return null;
    }
    terminal.line("the floor reader reads");
    return reader.get().run(fleet, warmUp, seconds, ClipMaker.FPS);
  }
}
