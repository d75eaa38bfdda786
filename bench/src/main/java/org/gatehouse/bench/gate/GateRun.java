package org.gatehouse.bench.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;

/** A video once through the whole engine, in real time. Used by one thread. */
final class GateRun {
  private static final int PLAY_SECONDS = 120;

  /** After the video, so that the last passage can end and be delivered. */
  private static final int SETTLE_SECONDS = 8;

  private static final int DRAIN_SECONDS = 30;
  private static final int LATE_SECONDS = 30;

  private final Terminal terminal;
  private final List<String> regions;

  GateRun(Terminal terminal, List<String> regions) {
    this.terminal = terminal;
    this.regions = regions;
  }

  /**
   * What came out.
   *
   * @param startMillis epoch time of the first picture
   * @param cpuSeconds of the engine and its workers, from the first picture until all was delivered
   */
  record Result(
      List<Delivered> delivered, long startMillis, double videoSeconds, double cpuSeconds) {
    /** The passage events by stream time. */
    List<Sighting> sightings() {
      return delivered.stream()
          .filter(Delivered::isPassage)
          .map(
              event ->
                  new Sighting(
                      event.plate(),
                      (event.dataMillis("endedAt") - startMillis) / 1000.0,
                      (firstTold(event) - startMillis) / 1000.0))
          .toList();
    }

    private long firstTold(Delivered last) {
      return delivered.stream()
          .filter(event -> event.isDecision() && event.passage().equals(last.passage()))
          .filter(event -> event.plate().equals(last.plate()))
          .mapToLong(Delivered::receivedMillis)
          .reduce(last.receivedMillis(), Math::min);
    }
  }

  Result run(VideoTrack track) throws IOException, InterruptedException {
    TempFolder folder = TempFolder.create("bench");
    Clock clock = Clock.systemUTC();
    StreamWatch watch = new StreamWatch(clock);
    String secret = Receiver.newSecret();
    try (SimulatedCameras cameras =
            SimulatedCameras.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Receiver receiver = Receiver.start(secret, clock, event -> {})) {
      cameras.addListener(watch);
      URI url = cameras.add("/gate", track, Playback.LIVE_ONCE);
      Path config =
          new SiteFile(receiver.url())
              .camera("gate", "Bench gate", url.toString(), "vehicle", regions)
              .write(folder.path().resolve("site.yaml"), folder.path().resolve("data"));
      Result result = played(track, watch, EngineProcess.start(config, folder.path(), secret));
      return new Result(
          receiver.delivered(), result.startMillis(), result.videoSeconds(), result.cpuSeconds());
    } finally {
      folder.remove();
    }
  }

  /** Ends the engine in order afterwards: what it tells then is still received. */
  private Result played(VideoTrack track, StreamWatch watch, EngineProcess started)
      throws InterruptedException {
    try (EngineProcess engine = started) {
      return play(track, watch, engine);
    }
  }

  private Result play(VideoTrack track, StreamWatch watch, EngineProcess engine)
      throws InterruptedException {
    if (!watch.awaitStart(PLAY_SECONDS)) {
      throw new BenchFailure("the engine did not play the camera within " + PLAY_SECONDS + " s");
    }
    double cpuBefore = ProcessCpu.seconds(engine.pid());
    double seconds = (double) track.durationTicks() / AccessUnit.TICKS_PER_SECOND;
    long late = watch.startMillis() + (long) (seconds * 1000) + LATE_SECONDS * 1000L;
    while (!watch.awaitEnd(500)) {
      double played = (System.currentTimeMillis() - watch.startMillis()) / 1000.0;
      terminal.progress("playing the video", Math.clamp(played / seconds, 0, 1));
      if (!engine.alive() || System.currentTimeMillis() > late) {
        throw new BenchFailure("the engine did not take the video to its end");
      }
    }
    terminal.clear();
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    drain(engine);
    double cpu = ProcessCpu.seconds(engine.pid()) - cpuBefore;
    return new Result(List.of(), watch.startMillis(), seconds, cpu);
  }

  private static void drain(EngineProcess engine) throws InterruptedException {
    try (EngineStatus status = new EngineStatus(engine.url())) {
      for (int tries = 0; tries < DRAIN_SECONDS; tries++) {
        if (status.outbox().map(left -> left.pending() == 0).orElse(false)) {
          return;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }
}
