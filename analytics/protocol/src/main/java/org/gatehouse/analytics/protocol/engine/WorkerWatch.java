package org.gatehouse.analytics.protocol.engine;

import java.util.Map;

/** Says what is to become of a worker, by what is seen of it from outside. Pure. */
final class WorkerWatch {
  /** What is to become of it. */
  sealed interface Verdict {}

  /** It is well. */
  record Fine() implements Verdict {}

  /** It had its time to finish. */
  record Over() implements Verdict {}

  /** It is of no use any more; why, after its name. */
  record End(String why) implements Verdict {}

  /** A lane does not come on from a unit: in the decoder, or while it looks at its pictures. */
  record Hangs(int lane, InFlight given) implements Verdict {}

  /** It has grown to so many bytes: the spare is to take its lanes, and it is to finish. */
  record Exchange(long residentBytes) implements Verdict {}

  private final Limits limits;

  WorkerWatch(Limits limits) {
    this.limits = limits;
  }

  /**
   * Looks at one that has not exited.
   *
   * @param spare whether another one could take its lanes
   */
  Verdict look(WorkerSession session, long now, boolean spare) {
    return switch (session.state()) {
      case RETIRING -> now - session.retireByNanos >= 0 ? new Over() : new Fine();
      case READY, ACTIVE -> {
        Verdict connection = connection(session, now);
        yield connection instanceof Fine ? memory(session, now, spare) : connection;
      }
      case STARTING -> starting(session, now);
      case ENDED -> new Fine();
    };
  }

  /** While one starts no other one is started there, so it must not take for ever. */
  private Verdict starting(WorkerSession session, long now) {
    return now - session.startedNanos > limits.start().toNanos()
        ? new End("did not start within " + limits.start().toSeconds() + " s")
        : new Fine();
  }

  private Verdict connection(WorkerSession session, long now) {
    if (!session.isConnected()) {
      return now - session.detachedNanos > limits.reconnect().toNanos()
          ? new End("lost its connections")
          : new Fine();
    }
    if (session.handingOver) {
      return new Fine();
    }
    if (now - session.heardNanos > limits.silence().toNanos()) {
      return new End("has said nothing for " + limits.silence().toSeconds() + " s");
    }
    return lanes(session, now);
  }

  /** A lane is not to blame for the time that the engine let it wait. */
  private Verdict lanes(WorkerSession session, long now) {
    long keptUp = session.handover.keptUpNanos(now);
    for (Map.Entry<Integer, InFlight> lane : session.given().entrySet()) {
      InFlight given = lane.getValue();
      if (Math.min(keptUp, given.decodingNanos(now)) > limits.decode().toNanos()
          || Math.min(keptUp, given.stalledNanos(now)) > limits.look().toNanos()) {
        return new Hangs(lane.getKey(), given);
      }
    }
    return new Fine();
  }

  /** One that its lanes make large anew at once is not exchanged all the time. */
  private Verdict memory(WorkerSession session, long now, boolean spare) {
    long resident = session.residentBytes();
    if (resident <= limits.residentBytes()) {
      return new Fine();
    }
    if (resident > limits.residentBytes() / 2 * 3 || session.state() == WorkerState.READY) {
      return new End("has grown to " + (resident >> 20) + " MiB");
    }
    boolean lately = session.usefulNanos(now) < limits.recycle().toNanos();
    return spare && !lately ? new Exchange(resident) : new Fine();
  }
}
