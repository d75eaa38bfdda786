package org.gatehouse.bench.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.fleet.AllStreaming;
import org.gatehouse.bench.fleet.FleetCameraInfo;
import org.gatehouse.bench.fleet.FleetNews;
import org.gatehouse.bench.fleet.FleetOrder;
import org.gatehouse.bench.fleet.FleetPlan;
import org.gatehouse.bench.fleet.FleetProcess;
import org.gatehouse.bench.fleet.FleetSite;
import org.gatehouse.bench.fleet.Loss;

/** One engine on one fleet for a long time. Used by one thread. */
final class SoakRun {
  /** One buffer of 128 is followed; what leaks with every session shows within minutes. */
  private static final String WATCH_LEAKS = "-Dio.netty.leakDetection.level=advanced";

  private static final String DELETED = "gatehouse_retention_deleted_segments_total";
  private static final int SAMPLE_SECONDS = 5;

  /** That answer questions, in the engine. */
  private static final int POOL_THREADS = 20;

  private static final double SECONDS_PER_MINUTE = 60;

  private final Terminal terminal;
  private final FleetPlan plan;
  private final Quota quota;
  private final int seconds;
  private final int warmUp;
  private final Path kept;
  private final Trends trends = new Trends();
  private long mostRecorded;
  private int samples;

  /**
   * Creates one.
   *
   * @param seconds in all
   * @param warmUp seconds of them that no slope is fitted to
   * @param kept the folder where the engine's log and the samples stay
   */
  SoakRun(Terminal terminal, FleetPlan plan, Quota quota, int seconds, int warmUp, Path kept) {
    this.terminal = terminal;
    this.plan = plan;
    this.quota = quota;
    this.seconds = seconds;
    this.warmUp = warmUp;
    this.kept = kept;
  }

  /**
   * What was measured.
   *
   * @param flapping cameras that misbehaved by turns
   * @param sessionsEnded sessions of theirs that had to be opened anew
   * @param steadyReopened cameras that always behaved and yet were opened more than once
   * @param lostOnSteady access units that those sent and the engine did not count
   * @param deletedSegments for the quota
   * @param mostRecordedBytes at most on the disk at once
   */
  record Result(
      Trends trends,
      int samples,
      int flapping,
      long sessionsEnded,
      long steadyReopened,
      long lostOnSteady,
      long nettyLeaks,
      long deletedSegments,
      long mostRecordedBytes) {}

  /** Runs it; recordings lie below {@code data}. */
  Result run(Path data) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("soak");
    Path log = folder.path().resolve("engine.log");
    try (FleetProcess fleet = FleetProcess.start(plan, folder.path(), terminal)) {
      Path site =
          new FleetSite(folder.path())
              .quota(quota.text())
              .write(fleet.cameras(), data, "continuous", Set.of());
      Ended ended = soak(fleet, site, folder.path(), data.resolve("recordings"));
      return new Result(
          trends,
          samples,
          ended.flapping().cameras().size(),
          ended.sessionsEnded(),
          ended.steadyReopened(),
          ended.loss().lost(),
          leaks(log),
          ended.deletedSegments(),
          mostRecorded);
    } finally {
      if (Files.exists(log)) {
        Files.copy(log, kept.resolve("engine.log"), StandardCopyOption.REPLACE_EXISTING);
      }
      folder.remove();
    }
  }

  /** What is known when the engine is about to end. */
  private record Ended(
      Flapping flapping,
      long sessionsEnded,
      long steadyReopened,
      Loss loss,
      long deletedSegments) {}

  private Ended soak(FleetProcess fleet, Path site, Path folder, Path recordings)
      throws IOException, InterruptedException {
    FleetNews.Counts unplayed = fleet.counts();
    List<String> all = fleet.cameras().stream().map(FleetCameraInfo::id).toList();
    Flapping flapping = new Flapping(all);
    Set<String> restless = flapping.cameras();
    try (EngineProcess engine = EngineProcess.start(site, folder, "unused", WATCH_LEAKS);
        EngineStatus status = new EngineStatus(engine.url())) {
      AllStreaming.await(terminal, fleet, Set.of(), engine, System.nanoTime());
      fillThreadPool(status);
      watch(fleet, flapping, engine, new VitalsReader(engine, status, recordings));
      order(fleet, flapping.end());
      FleetNews.Counts end = fleet.counts();
      Loss loss = Loss.settled(fleet, status, unplayed, camera -> !restless.contains(camera));
      return new Ended(
          flapping,
          end.cameras().stream()
              .filter(camera -> restless.contains(camera.id()))
              .mapToLong(camera -> camera.sessions() - 1)
              .sum(),
          end.cameras().stream()
              .filter(camera -> !restless.contains(camera.id()) && camera.sessions() > 1)
              .count(),
          loss,
          (long) status.counter(DELETED).orElse(0));
    }
  }

  /** Each question takes a new thread until the engine has all of its pool: not to be measured. */
  private static void fillThreadPool(EngineStatus status) throws InterruptedException {
    for (int question = 0; question < POOL_THREADS; question++) {
      status.memory();
    }
  }

  private void watch(
      FleetProcess fleet, Flapping flapping, EngineProcess engine, VitalsReader reader)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (BufferedWriter csv = Files.newBufferedWriter(kept.resolve("vitals.csv"))) {
      csv.write(Vitals.COLUMNS + "\n");
      for (int second = 0; second <= seconds; second++) {
        for (FleetOrder.Fail due : flapping.due(second)) {
          order(fleet, due);
        }
        if (second % SAMPLE_SECONDS == 0) {
          sample(engine, reader, (System.nanoTime() - began) / 1e9, csv);
        }
        terminal.progress("soaking", (double) second / seconds);
        long next = began + TimeUnit.SECONDS.toNanos(second + 1L);
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      }
    }
    terminal.clear();
  }

  private void sample(EngineProcess engine, VitalsReader reader, double at, BufferedWriter csv)
      throws IOException, InterruptedException {
    if (!engine.alive()) {
      throw new BenchFailure("the engine ended; see " + kept.resolve("engine.log"));
    }
    // One that does not answer in time is busy, not gone: there is one sample less.
    Vitals vitals = reader.read().orElse(null);
    if (vitals == null) {
      return;
    }
    double minutes = at / SECONDS_PER_MINUTE;
    csv.write(vitals.csv(minutes) + "\n");
    csv.flush();
    mostRecorded = Math.max(mostRecorded, vitals.recordedBytes());
    if (at >= warmUp) {
      samples++;
      trends.add(minutes, vitals);
    }
  }

  private static void order(FleetProcess fleet, FleetOrder.Fail order) throws IOException {
    fleet.fault(order.cameras(), order.fault());
  }

  private static long leaks(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains("LEAK:")).count();
    }
  }
}
