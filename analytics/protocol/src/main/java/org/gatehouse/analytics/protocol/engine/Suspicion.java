package org.gatehouse.analytics.protocol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the access unit that ended a worker, so that the next one is not fed with it. A worker that
 * somebody killed died of no unit, though one that killed it by its size cannot be told from that:
 * such a unit is set aside the second time. Owned by the supervisor.
 */
final class Suspicion {
  private static final Logger LOG = LoggerFactory.getLogger(Suspicion.class);

  private record Suspect(Lane lane, AccessUnit unit) {}

  private final Quarantine quarantine;
  private final IntFunction<@Nullable Lane> lanes;
  private final Ticker ticker;

  Suspicion(Quarantine quarantine, IntFunction<@Nullable Lane> lanes, Ticker ticker) {
    this.quarantine = quarantine;
    this.lanes = lanes;
    this.ticker = ticker;
  }

  /**
   * A worker died or is about to.
   *
   * @param given what it was given, by lane
   */
  void died(Map<Integer, InFlight> given, WorkerEnd end) {
    List<Suspect> crashing = inThread(given, end.thread());
    List<Suspect> decoding = decoding(given);
    if (!crashing.isEmpty()) {
      crashing.forEach(this::setAside);
    } else if (end.ownFault() && decoding.size() == 1) {
      setAside(decoding.getFirst());
    } else {
      decoding.forEach(this::suspect);
    }
  }

  /** A lane does not come on from a unit, be it in the decoder or in what comes after it. */
  void hangs(int lane, InFlight given) {
    List<Suspect> found = new ArrayList<>();
    add(found, lane, given.last());
    found.forEach(this::setAside);
  }

  /** A crash that names its thread is that lane's, be it in decoding or in what comes after it. */
  private List<Suspect> inThread(Map<Integer, InFlight> given, long thread) {
    List<Suspect> found = new ArrayList<>();
    given.forEach(
        (number, inFlight) -> {
          if (inFlight.runsIn(thread)) {
            add(found, number, inFlight.last());
          }
        });
    return found;
  }

  private List<Suspect> decoding(Map<Integer, InFlight> given) {
    List<Suspect> found = new ArrayList<>();
    given.forEach((number, inFlight) -> add(found, number, inFlight.inDecoder()));
    return found;
  }

  private void add(List<Suspect> found, int number, @Nullable AccessUnit unit) {
    Lane lane = lanes.apply(number);
    if (unit != null && lane != null) {
      found.add(new Suspect(lane, unit));
    }
  }

  private void setAside(Suspect suspect) {
    quarantine.ended(suspect.lane.stream(), suspect.unit, ticker.nanos());
    tell(suspect);
  }

  private void suspect(Suspect suspect) {
    if (quarantine.died(suspect.lane.stream(), suspect.unit, ticker.nanos())) {
      tell(suspect);
    }
  }

  private static void tell(Suspect suspect) {
    LOG.warn(
        "camera {}: an access unit of {} bytes ended the analytics worker and is set aside for 10"
            + " minutes; the picture goes on at the next key frame",
        suspect.lane.stream(),
        suspect.unit.payload().length());
  }
}
