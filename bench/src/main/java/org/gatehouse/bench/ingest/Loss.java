package org.gatehouse.bench.ingest;

import java.util.Map;
import org.gatehouse.bench.fleet.FleetNews;

/**
 * Access units on their way, over all cameras.
 *
 * @param sent by the cameras while the engine ran
 * @param received by the engine
 * @param lost summed camera by camera, so that no camera's surplus hides another's loss; those that
 *     a camera could not send because the engine was too slow are lost too
 */
record Loss(long sent, long received, long lost) {
  /**
   * Compares the counters.
   *
   * @param before the cameras' counters before the engine began
   * @param after the same when nothing was on its way any more
   * @param received the engine's counters by camera, from its start
   */
  static Loss of(FleetNews.Counts before, FleetNews.Counts after, Map<String, Long> received) {
    long allSent = 0;
    long allReceived = 0;
    long lost = 0;
    for (int i = 0; i < after.cameras().size(); i++) {
      var then = before.cameras().get(i);
      var now = after.cameras().get(i);
      long sent = now.units() - then.units();
      long came = received.getOrDefault(now.id(), 0L);
      allSent += sent;
      allReceived += came;
      lost += Math.max(0, sent - came) + now.skipped() - then.skipped();
    }
    return new Loss(allSent, allReceived, lost);
  }

  Loss plus(Loss other) {
    return new Loss(sent + other.sent, received + other.received, lost + other.lost);
  }
}
