package org.gatehouse.bench.fleet;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.EngineStatus;

/**
 * Access units on their way, over all cameras.
 *
 * @param sent by the cameras while the engine ran
 * @param received by the engine
 * @param lost summed camera by camera, so that no camera's surplus hides another's loss; those that
 *     a camera could not send because the engine was too slow are lost too
 */
public record Loss(long sent, long received, long lost) {
  private static final int SETTLE_SECONDS = 30;
  private static final int STEADY_SECONDS = 2;

  /**
   * Compares the counters of the cameras that are asked for.
   *
   * @param before the cameras' counters before the engine began
   * @param after the same when nothing was on its way any more
   * @param received the engine's counters by camera, from its start
   * @param asked by id
   */
  public static Loss of(
      FleetNews.Counts before,
      FleetNews.Counts after,
      Map<String, Long> received,
      Predicate<String> asked) {
    long allSent = 0;
    long allReceived = 0;
    long lost = 0;
    for (int i = 0; i < after.cameras().size(); i++) {
      var then = before.cameras().get(i);
      var now = after.cameras().get(i);
      if (asked.test(now.id())) {
        long sent = now.units() - then.units();
        long came = received.getOrDefault(now.id(), 0L);
        allSent += sent;
        allReceived += came;
        lost += Math.max(0, sent - came) + now.skipped() - then.skipped();
      }
    }
    return new Loss(allSent, allReceived, lost);
  }

  /**
   * Stops the media of all cameras, waits until the engine has what was under way, and compares.
   *
   * @param unplayed the cameras' counters before the engine began
   * @param asked which cameras are compared, by id
   */
  public static Loss settled(
      FleetProcess fleet, EngineStatus status, FleetNews.Counts unplayed, Predicate<String> asked)
      throws IOException, InterruptedException {
    FleetNews.Counts sent = fleet.pause(true);
    Map<String, Long> last = Map.of();
    int steady = 0;
    for (int waited = 0; waited < SETTLE_SECONDS && steady < STEADY_SECONDS; waited++) {
      TimeUnit.SECONDS.sleep(1);
      Map<String, Long> now = status.accessUnits().orElse(Map.of());
      steady = !now.isEmpty() && now.equals(last) ? steady + 1 : 0;
      last = now;
    }
    if (last.isEmpty()) {
      throw new BenchFailure("the engine does not tell its counters; see engine.log");
    }
    return of(unplayed, sent, last, asked);
  }

  /** Of two runs. */
  public Loss plus(Loss other) {
    return new Loss(sent + other.sent, received + other.received, lost + other.lost);
  }
}
