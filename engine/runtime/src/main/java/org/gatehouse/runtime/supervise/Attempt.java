package org.gatehouse.runtime.supervise;

import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamWriter;

/**
 * One session as the supervisor sees it. Called on the session's I/O thread: hands access units on
 * at once and everything else to the supervisor thread.
 */
final class Attempt implements SessionListener {
  private final StreamWriter writer;
  private final StreamCounters counters;
  private final SupervisorLoop loop;
  private final Heard heard;
  private final CompletableFuture<CameraFault> ended = new CompletableFuture<>();
  private boolean anyUnit;

  /** Hears on the supervisor thread. */
  interface Heard {
    void state(Attempt attempt, SessionState state);

    void firstUnit(Attempt attempt);

    void closed(Attempt attempt, CameraFault fault);
  }

  Attempt(StreamWriter writer, StreamCounters counters, SupervisorLoop loop, Heard heard) {
    this.writer = writer;
    this.counters = counters;
    this.loop = loop;
    this.heard = heard;
  }

  /** Completes when the session has ended, on its I/O thread. */
  CompletableFuture<CameraFault> ended() {
    return ended;
  }

  @Override
  public void onState(SessionState state) {
    loop.execute(() -> heard.state(this, state));
  }

  @Override
  public void onAccessUnit(AccessUnit unit) {
    writer.publish(unit);
    counters.accessUnit(unit.parameters());
    if (!anyUnit) {
      anyUnit = true;
      loop.execute(() -> heard.firstUnit(this));
    }
  }

  @Override
  public void onTraffic(long bytes, long lostPackets) {
    counters.traffic(bytes, lostPackets);
  }

  @Override
  public void onClosed(CameraFault fault) {
    ended.complete(fault);
    loop.execute(() -> heard.closed(this, fault));
  }
}
