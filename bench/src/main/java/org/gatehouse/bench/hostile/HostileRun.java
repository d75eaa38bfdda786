package org.gatehouse.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.farm.Timeline;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.bench.receive.Receiver;

/** One engine, first with broken pictures, then with workers that are killed. One thread. */
final class HostileRun {
  private static final int CLIP_SECONDS = 60;
  private static final int SETTLE_SECONDS = 12;
  private static final int PATIENCE_SECONDS = 60;
  private static final String DECODED = "gatehouse_lane_decoded_total";
  private static final String SKIPPED = "gatehouse_lane_skipped_total";
  private static final String GAPS = "gatehouse_record_gaps_total";
  private static final String LOST = "gatehouse_record_frames_lost_total";

  private final HostilePlan plan;
  private final Terminal terminal;
  private final Path kept;
  private final Memory memory = new Memory();

  /**
   * @param kept the folder where the engine's log stays
   */
  HostileRun(HostilePlan plan, Terminal terminal, Path kept) {
    this.plan = plan;
    this.terminal = terminal;
    this.kept = kept;
  }

  /**
   * What was measured.
   *
   * @param taken units of the lanes with broken pictures that the analysis decoded or passed over
   * @param deaths of workers while broken pictures were sent
   * @param moments when which part began and ended, epoch milliseconds
   * @param kills when workers were killed
   * @param recordingGaps by the files of the recorded cameras
   * @param framesLost and gaps of the same by the recorder's own count
   */
  record Result(
      long taken,
      long deaths,
      Moments moments,
      List<Long> kills,
      List<LaneTruth> clean,
      List<LaneTruth> lanes,
      List<Delivered> delivered,
      List<String> recordingGaps,
      long gapsCounted,
      long framesLost,
      Memory memory) {}

  /** Epoch milliseconds. */
  record Moments(long start, long through, long end) {}

  /** Runs it. */
  Result run(Timeline gate) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("hostile");
    String secret = Receiver.newSecret();
    FleetPlan fleetPlan =
        new FleetPlan(plan.cameras(), plan.mbit(), CLIP_SECONDS, 0, 0, false, false);
    try (HostileLanes lanes = HostileLanes.start(plan, gate, new HostileTracks(folder.path()));
        Receiver receiver = Receiver.start(secret, Clock.systemUTC(), event -> {});
        FleetProcess fleet = FleetProcess.start(fleetPlan, folder.path(), terminal)) {
      List<String> recorded = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
      Path data = folder.path().resolve("data");
      Path site = site(lanes, fleet, receiver.url(), folder.path(), data);
      Played played;
      try (EngineProcess engine = EngineProcess.start(site, folder.path(), secret);
          EngineStatus status = new EngineStatus(engine.url())) {
        AllStreaming.await(terminal, fleet, Set.of(), engine, System.nanoTime());
        played = play(lanes, recorded, engine, status);
      }
      List<String> gaps = RecordingGaps.of(data.resolve("recordings"), recorded);
      gaps.forEach(terminal::line);
      return new Result(
          played.taken,
          played.deaths,
          played.moments,
          played.kills,
          lanes.clean().stream().map(lanes::truth).toList(),
          lanes.all().stream().map(lanes::truth).toList(),
          receiver.delivered(),
          gaps,
          played.gaps,
          played.lost,
          memory);
    } finally {
      keepLog(folder.path().resolve("engine.log"));
      folder.remove();
    }
  }

  private Path site(HostileLanes lanes, FleetProcess fleet, String webhook, Path folder, Path data)
      throws IOException {
    SiteFile site = new SiteFile(webhook);
    if (!plan.spare()) {
      site.analytics("spare: false");
    }
    for (String id : lanes.all()) {
      site.camera(id, id, lanes.url(id), "vehicle", List.of("CN"));
    }
    for (FleetCameraInfo camera : fleet.cameras()) {
      site.camera(camera.id(), camera.id(), camera.url(), "none", List.of());
    }
    return site.write(folder.resolve("site.yaml"), data);
  }

  private record Played(
      long taken, long deaths, Moments moments, List<Long> kills, long gaps, long lost) {}

  private Played play(
      HostileLanes lanes, List<String> recorded, EngineProcess engine, EngineStatus status)
      throws InterruptedException {
    long start = System.currentTimeMillis();
    long deaths = sendBroken(lanes, engine, status);
    long taken = sum(status, DECODED, lanes.hostile()) + sum(status, SKIPPED, lanes.hostile());
    long through = System.currentTimeMillis();
    awaitGate(lanes);
    List<Long> kills = killWorkers(engine, status);
    Moments moments = new Moments(start, through, System.currentTimeMillis());
    return new Played(
        taken, deaths, moments, kills, sum(status, GAPS, recorded), sum(status, LOST, recorded));
  }

  private List<Long> killWorkers(EngineProcess engine, EngineStatus status)
      throws InterruptedException {
    try (MemoryClock _ = MemoryClock.start(engine.pid(), memory)) {
      List<Long> kills =
          new Killer(status, plan.spare(), new SplittableRandom(plan.seed()), terminal)
              .kill(plan.kills());
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      return kills;
    }
  }

  /** Until all broken pictures are sent; returns how many workers ended meanwhile. */
  private long sendBroken(HostileLanes lanes, EngineProcess engine, EngineStatus status)
      throws InterruptedException {
    long deaths = 0;
    List<Long> before = List.of();
    long began = System.nanoTime();
    // Three pictures for each broken one, 25 a second.
    double expected = plan.unitsOfALane() * 3 / 25.0;
    while (lanes.done() < lanes.hostile().size()) {
      TimeUnit.SECONDS.sleep(1);
      double seconds = (System.nanoTime() - began) / 1e9;
      if (!engine.alive() || seconds > 2 * expected + PATIENCE_SECONDS) {
        throw new BenchFailure(
            "%d of %d cameras are through with their broken pictures after %.0f s; see %s"
                .formatted(lanes.done(), lanes.hostile().size(), seconds, kept));
      }
      List<Long> now = Killer.workers(status.analytics().orElse(""));
      deaths += before.stream().filter(pid -> ProcessHandle.of(pid).isEmpty()).count();
      before = now;
      terminal.progress("sending broken pictures", Math.min(1, seconds / expected));
    }
    terminal.clear();
    return deaths;
  }

  private static long sum(EngineStatus status, String counter, List<String> cameras)
      throws InterruptedException {
    Map<String, Long> by =
        status.byCamera(Set.of(counter)).map(all -> all.get(counter)).orElse(Map.of());
    return cameras.stream().mapToLong(id -> by.getOrDefault(id, 0L)).sum();
  }

  /** Waits until the lanes that sent broken pictures show the gate. */
  private void awaitGate(HostileLanes lanes) throws InterruptedException {
    for (int waited = 0; waited < PATIENCE_SECONDS; waited++) {
      if (lanes.all().stream().allMatch(id -> lanes.truth(id).startMillis() < Long.MAX_VALUE)) {
        return;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new BenchFailure("not all lanes show the gate after their broken pictures");
  }

  private void keepLog(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.createDirectories(kept);
      Files.copy(log, kept.resolve("engine.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
