package org.gatehouse.bench.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.demo.TempFolder;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.engine.ProcessCpu;
import org.gatehouse.bench.engine.SiteFile;
import org.gatehouse.bench.receive.Delivered;
import org.gatehouse.bench.receive.Receiver;
import org.gatehouse.camera.simulator.Playback;
import org.gatehouse.camera.simulator.SimulatedCameras;

/** A video once through the whole engine, in real time, on some lanes. Used by one thread. */
final class GateRun {
  private static final int PLAY_SECONDS = 120;

  /** After the video, so that the last passage can end and be delivered. */
  private static final int SETTLE_SECONDS = 8;

  private static final int DRAIN_SECONDS = 30;
  private static final int LATE_SECONDS = 30;

  private final Terminal terminal;
  private final List<String> regions;
  private final int lanes;
  private final Preparation preparation;

  /** Does what is to be done before the engine starts. */
  @FunctionalInterface
  interface Preparation {
    /** Says more in the site's file, and puts things into its data folder. */
    void prepare(SiteFile site, Path data);
  }

  GateRun(Terminal terminal, List<String> regions, int lanes) {
    this(terminal, regions, lanes, (site, data) -> {});
  }

  GateRun(Terminal terminal, List<String> regions, int lanes, Preparation preparation) {
    this.terminal = terminal;
    this.regions = regions;
    this.lanes = lanes;
    this.preparation = preparation;
  }

  /**
   * What came out.
   *
   * @param startMillis epoch time of the video's first picture by camera
   * @param cpuSeconds of the engine and its workers, from the first picture until all was delivered
   * @param cost of the lanes alone, by the engine's own counters
   */
  record Result(
      List<Delivered> delivered,
      Map<String, Long> startMillis,
      double videoSeconds,
      double cpuSeconds,
      LaneCost cost) {
    List<String> cameras() {
      return startMillis.keySet().stream().sorted().toList();
    }

    /** Seconds since a camera's first picture. */
    double seconds(String camera, long millis) {
      return (millis - startMillis.getOrDefault(camera, 0L)) / 1000.0;
    }

    /** A camera's final passage events by stream time. */
    List<Sighting> sightings(String camera) {
      return delivered.stream()
          .filter(event -> event.isPassage() && event.camera().equals(camera))
          .map(
              event ->
                  new Sighting(
                      event.plate(),
                      seconds(camera, event.dataMillis("endedAt")),
                      seconds(camera, firstTold(event))))
          .toList();
    }

    private long firstTold(Delivered last) {
      return delivered.stream()
          .filter(event -> event.isDecision() && event.passage().equals(last.passage()))
          .filter(event -> event.plate().equals(last.plate()))
          .mapToLong(Delivered::receivedMillis)
          .reduce(last.receivedMillis(), Math::min);
    }

    /** Vehicles that were told without a plate. */
    long noReads() {
      return delivered.stream().filter(Delivered::isNoRead).count();
    }

    /** Events that carry the text of a plate, decided or final. */
    long textEvents() {
      return delivered.stream().filter(event -> !event.plate().isEmpty()).count();
    }
  }

  Result run(LedVideo video) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("bench");
    Clock clock = Clock.systemUTC();
    StreamWatch watch = new StreamWatch(clock, lanes);
    String secret = Receiver.newSecret();
    try (SimulatedCameras cameras =
            SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Receiver receiver = Receiver.start(secret, clock, event -> {})) {
      cameras.addListener(watch);
      SiteFile site = new SiteFile(receiver.url());
      for (int lane = 1; lane <= lanes; lane++) {
        String id = "gate-" + lane;
        URI url = cameras.add("/" + id, video.track(), Playback.LIVE_ONCE);
        site.camera(id, "Bench gate " + lane, url.toString(), "vehicle", regions);
      }
      Path data = folder.path().resolve("data");
      preparation.prepare(site, data);
      Path config = site.write(folder.path().resolve("site.yaml"), data);
      Result result = played(video, watch, EngineProcess.start(config, folder.path(), secret));
      return new Result(
          receiver.delivered(),
          result.startMillis(),
          result.videoSeconds(),
          result.cpuSeconds(),
          result.cost());
    } finally {
      folder.remove();
    }
  }

  /** Ends the engine in order afterwards: what it tells then is still received. */
  private Result played(LedVideo video, StreamWatch watch, EngineProcess started)
      throws InterruptedException {
    try (EngineProcess engine = started;
        EngineStatus status = new EngineStatus(started.url())) {
      return play(video, watch, engine, status);
    }
  }

  private Result play(LedVideo video, StreamWatch watch, EngineProcess engine, EngineStatus status)
      throws InterruptedException {
    if (!watch.awaitStart(PLAY_SECONDS)) {
      throw new BenchFailure("the engine did not play the cameras within " + PLAY_SECONDS + " s");
    }
    long lead = Math.round(video.leadSeconds() * 1000);
    TimeUnit.MILLISECONDS.sleep(lead);
    double cpuBefore = ProcessCpu.seconds(engine.pid());
    LaneCost costBefore = LaneCost.of(status);
    double seconds = video.seconds();
    long start = watch.lastStartMillis() + lead;
    long late = start + (long) (seconds * 1000) + LATE_SECONDS * 1000L;
    while (!watch.awaitEnd(500)) {
      double played = (System.currentTimeMillis() - start) / 1000.0;
      terminal.progress("playing the video", Math.clamp(played / seconds, 0, 1));
      if (!engine.alive() || System.currentTimeMillis() > late) {
        throw new BenchFailure("the engine did not take the video to its end");
      }
    }
    terminal.clear();
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    drain(status);
    double cpu = ProcessCpu.seconds(engine.pid()) - cpuBefore;
    LaneCost cost = LaneCost.of(status).since(costBefore);
    return new Result(List.of(), byCamera(watch.startMillis(), lead), seconds, cpu, cost);
  }

  private static Map<String, Long> byCamera(Map<String, Long> byPath, long lead) {
    return byPath.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(1), entry -> entry.getValue() + lead));
  }

  private static void drain(EngineStatus status) throws InterruptedException {
    for (int tries = 0; tries < DRAIN_SECONDS; tries++) {
      if (status.outbox().map(left -> left.pending() == 0).orElse(false)) {
        return;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }
}
