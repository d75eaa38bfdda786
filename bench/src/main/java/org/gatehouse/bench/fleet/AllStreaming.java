package org.gatehouse.bench.fleet;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineProcess;
import org.gatehouse.bench.engine.EngineStatus;

/** Waits for a fleet to stream. */
public final class AllStreaming {
  private static final int PATIENCE_SECONDS = 180;
  private static final long POLL_MILLIS = 200;

  private AllStreaming() {}

  /**
   * Waits until every camera but those streams, by its own account and the engine's.
   *
   * @param fromNanos when the wait is counted from
   * @return how long it took, in seconds
   * @throws BenchFailure if the engine ends or it takes more than three minutes
   */
  public static double await(
      Terminal terminal,
      FleetProcess fleet,
      Set<String> except,
      EngineProcess engine,
      long fromNanos)
      throws IOException, InterruptedException {
    List<String> wanted =
        fleet.cameras().stream()
            .map(FleetCameraInfo::id)
            .filter(id -> !except.contains(id))
            .toList();
    try (EngineStatus status = new EngineStatus(engine.url())) {
      while (true) {
        Set<String> streaming = status.streamingCameras().orElse(Set.of());
        long there =
            fleet.counts().cameras().stream()
                .filter(camera -> camera.players() > 0 && streaming.contains(camera.id()))
                .filter(camera -> !except.contains(camera.id()))
                .count();
        double seconds = (System.nanoTime() - fromNanos) / 1e9;
        terminal.progress("cameras that stream", (double) there / wanted.size());
        if (there == wanted.size()) {
          terminal.clear();
          return Math.round(seconds * 10) / 10.0;
        }
        if (seconds > PATIENCE_SECONDS || !engine.alive()) {
          throw new BenchFailure(
              "%d of %d cameras stream after %.0f s".formatted(there, wanted.size(), seconds));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }
}
