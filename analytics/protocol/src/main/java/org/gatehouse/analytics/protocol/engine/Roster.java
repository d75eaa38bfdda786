package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** All workers that have not ended, and where more of them are wanted. Owned by the supervisor. */
final class Roster {
  private final List<WorkerHost> hosts;
  private final boolean spare;
  private final Ticker ticker;
  private final Map<WorkerHost, Backoff> backoffs = new HashMap<>();
  private final Set<WorkerSession> sessions = new HashSet<>();
  private int started;

  /**
   * Of these places.
   *
   * @param spare whether one more worker is wanted at each than have lanes there
   */
  Roster(List<WorkerHost> hosts, boolean spare, Ticker ticker) {
    this.hosts = hosts;
    this.spare = spare;
    this.ticker = ticker;
    hosts.forEach(host -> backoffs.put(host, new Backoff()));
  }

  List<WorkerHost> hosts() {
    return hosts;
  }

  /** A copy. */
  List<WorkerSession> all() {
    return List.copyOf(sessions);
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  boolean has(WorkerSession session) {
    return sessions.contains(session);
  }

  /** Whether one is to be started there now; one at a time, and not too soon after a failure. */
  boolean wantsMore(WorkerHost host) {
    List<WorkerSession> there =
        sessions.stream().filter(s -> s.host == host && s.state() != WorkerState.RETIRING).toList();
    long active = there.stream().filter(s -> s.state() == WorkerState.ACTIVE).count();
    long wanted = Math.max(active, host.workers()) + (spare ? 1 : 0);
    boolean oneStarts = there.stream().anyMatch(s -> s.state() == WorkerState.STARTING);
    return there.size() < wanted && !oneStarts && backoff(host).mayStart(ticker.nanos());
  }

  /**
   * Starts one there.
   *
   * @throws IOException if that cannot be done; it is tried again later
   */
  WorkerSession start(WorkerHost host) throws IOException {
    try {
      WorkerSession session = host.start(++started);
      sessions.add(session);
      return session;
    } catch (IOException e) {
      backoff(host).failed(ticker.nanos());
      throw e;
    }
  }

  /** One ended of itself. */
  void failed(WorkerSession session) {
    long now = ticker.nanos();
    backoff(session.host).failed(now, session.usefulNanos(now));
  }

  private Backoff backoff(WorkerHost host) {
    return backoffs.computeIfAbsent(host, any -> new Backoff());
  }

  /** One has ended; false if that was known. */
  boolean forget(WorkerSession session) {
    if (!sessions.remove(session)) {
      return false;
    }
    session.host.forget(session);
    return true;
  }

  /** One that is ready, from that place if there is one. */
  @Nullable WorkerSession spareFor(WorkerHost host) {
    WorkerSession any = null;
    for (WorkerSession session : sessions) {
      if (session.state() == WorkerState.READY && session.isConnected()) {
        if (session.host == host) {
          return session;
        }
        any = session;
      }
    }
    return any;
  }

  boolean hasSpare() {
    return sessions.stream().anyMatch(s -> s.state() == WorkerState.READY && s.isConnected());
  }

  boolean isStarting() {
    return sessions.stream().anyMatch(s -> s.state() == WorkerState.STARTING);
  }

  /** Ends them all at once. */
  void close() {
    sessions.forEach(session -> session.body.kill());
    hosts.forEach(WorkerHost::close);
  }
}
