package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.powercut.EventWriter.Acknowledged;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.storage.filesystem.SegmentFiles;

/** A disk that fills up, or becomes slow, under a running engine, and is well again. */
final class DiskFaultRun {
  private static final int VOLUME_MEGABYTES = 400;
  private static final long SLOW_SYNC_MICROS = 2_000_000;
  private static final long SLOW_WRITE_MICROS = 50_000;
  private static final int WELL_SECONDS = 5;
  private static final int FAULT_SECONDS = 20;
  private static final int PATIENCE_SECONDS = 60;
  private static final Duration CURRENT = Duration.ofSeconds(3);

  private final Terminal terminal;
  private final FleetPlan plan;

  DiskFaultRun(Terminal terminal, FleetPlan plan) {
    this.terminal = terminal;
    this.plan = plan;
  }

  /**
   * What came of it.
   *
   * @param alive whether the engine never ended
   * @param recoverySeconds from the end of the fault until all cameras were recorded again
   * @param events acknowledged, before, during and after
   * @param during of them during the fault
   * @param eventsLost of them not in the log, or all if the engine's own log is damaged
   * @param unplayable files of video that do not play
   */
  record Result(
      boolean alive,
      double recoverySeconds,
      long events,
      long during,
      long eventsLost,
      long unplayable) {
    boolean good(double most) {
      return alive && recoverySeconds <= most && eventsLost == 0 && unplayable == 0;
    }
  }

  /** The volume of recordings and events has no byte left for a while. */
  Result full(Path parent) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("disk-full", parent);
    try (SmallVolume volume =
        SmallVolume.mount(folder.path().resolve("volume"), VOLUME_MEGABYTES)) {
      Trouble full =
          new Trouble() {
            @Override
            public void goOn() throws IOException {
              volume.fill();
            }

            @Override
            public void end() throws IOException {
              volume.empty();
            }
          };
      return run(folder.path(), volume.path(), Map.of(), Map.of(), full);
    } finally {
      folder.remove();
    }
  }

  /** Each sync takes seconds longer, and each write too long for all cameras. */
  Result slow(Path parent) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("slow-disk", parent);
    try {
      Path control = folder.path().resolve("control");
      Shim.slow(control, 0, 0);
      Shim shim = Shim.compile(folder.path());
      Path volume = Files.createDirectory(folder.path().resolve("volume"));
      Map<String, String> slowed = shim.slowed(volume, control);
      Trouble slow =
          new Trouble() {
            @Override
            public void goOn() throws IOException {
              Shim.slow(control, SLOW_SYNC_MICROS, SLOW_WRITE_MICROS);
            }

            @Override
            public void end() throws IOException {
              Shim.slow(control, 0, 0);
            }
          };
      return run(folder.path(), volume, slowed, slowed, slow);
    } finally {
      folder.remove();
    }
  }

  private Result run(
      Path folder,
      Path volume,
      Map<String, String> engineEnvironment,
      Map<String, String> writerEnvironment,
      Trouble trouble)
      throws IOException, InterruptedException {
    Path data = Files.createDirectory(volume.resolve("data"));
    Path events = Files.createDirectory(volume.resolve("events"));
    List<Acknowledged> acknowledged = new ArrayList<>();
    boolean alive;
    double recovery;
    int during;
    try (FleetProcess fleet = FleetProcess.start(plan, folder, terminal)) {
      List<String> cameras = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
      Path site = new FleetSite(folder).write(fleet.cameras(), data, "continuous", Set.of());
      try (EngineProcess engine =
              EngineProcess.start(site, folder, "unused", "", engineEnvironment);
          EventWriter writer =
              EventWriter.start(events, folder.resolve("event-writer.log"), writerEnvironment)) {
        AllStreaming.await(terminal, fleet, Set.of(), engine, System.nanoTime());
        TimeUnit.SECONDS.sleep(WELL_SECONDS);
        int before = writer.count();
        for (int second = 0; second < FAULT_SECONDS; second++) {
          trouble.goOn();
          TimeUnit.SECONDS.sleep(1);
        }
        during = writer.count() - before;
        trouble.end();
        recovery = recovery(data, cameras);
        alive = engine.alive() && writer.alive();
        acknowledged.addAll(writer.kill());
      }
      long lost = EventCheck.lost(events, acknowledged.stream().map(Acknowledged::id), this::say);
      lost += EventCheck.lost(data, Stream.empty(), this::say);
      Verdict verdict =
          new RecordingsCheck(data, f -> Long.MAX_VALUE, new java.util.Random(1), this::say)
              .of(cameras);
      return new Result(alive, recovery, acknowledged.size(), during, lost, verdict.unplayable());
    }
  }

  private void say(String complaint) {
    terminal.line("  " + complaint);
  }

  /** Seconds until something new of every camera lies on the disk. */
  private double recovery(Path data, List<String> cameras)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    SegmentFiles files = new SegmentFiles(data.resolve("recordings"));
    List<String> missing = new ArrayList<>(cameras);
    double seconds = 0;
    while (!missing.isEmpty() && seconds < PATIENCE_SECONDS) {
      TimeUnit.MILLISECONDS.sleep(250);
      Instant current = Instant.now().minus(CURRENT);
      List<String> still = new ArrayList<>();
      for (String camera : missing) {
        List<SegmentInfo> list = RecordingsCheck.list(files, camera);
        if (list.isEmpty() || list.getLast().end().isBefore(current)) {
          still.add(camera);
        }
      }
      missing = still;
      seconds = (System.nanoTime() - began) / 1e9;
    }
    if (!missing.isEmpty()) {
      say("not recorded again: " + missing);
    }
    return seconds;
  }
}
