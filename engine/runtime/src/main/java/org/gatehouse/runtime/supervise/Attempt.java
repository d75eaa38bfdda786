package org.gatehouse.runtime.supervise;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamMemory;
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
  private final Consumer<CameraNotice> notices;
  private final CompletableFuture<CameraFault> ended = new CompletableFuture<>();
  private final CredentialBudget.Use credentials;
  private boolean anyUnit;
  private boolean refused;
  private volatile boolean dropped;

  /** Hears on the supervisor thread. */
  interface Heard {
    void state(Attempt attempt, SessionState state);

    void firstUnit(Attempt attempt);

    void closed(Attempt attempt, CameraFault fault);
  }

  Attempt(
      StreamWriter writer,
      StreamCounters counters,
      SupervisorLoop loop,
      CredentialBudget.Use credentials,
      Heard heard,
      Consumer<CameraNotice> notices) {
    this.writer = writer;
    this.credentials = credentials;
    this.counters = counters;
    this.loop = loop;
    this.heard = heard;
    this.notices = notices;
  }

  /** Completes when the session has ended, on its I/O thread. */
  CompletableFuture<CameraFault> ended() {
    return ended;
  }

  /** From now on its access units go nowhere, even if the session lingers. */
  void drop() {
    dropped = true;
  }

  @Override
  public void onState(SessionState state) {
    loop.execute(() -> heard.state(this, state));
  }

  @Override
  public StreamMemory memory() {
    return writer.memory();
  }

  @Override
  public void onAccessUnit(AccessUnit unit) {
    if (dropped) {
      return;
    }
    writer.publish(unit);
    counters.accessUnit(unit);
    if (!anyUnit) {
      anyUnit = true;
      credentials.accepted();
      loop.execute(() -> heard.firstUnit(this));
    }
  }

  @Override
  public void onTraffic(long bytes, long lostPackets) {
    counters.traffic(bytes, lostPackets);
  }

  @Override
  public void onGarbage(long bytes) {
    counters.garbage(bytes);
  }

  @Override
  public void onClock(long cameraMinusServerMicros) {
    counters.clock(cameraMinusServerMicros);
  }

  @Override
  public void onNotice(CameraNotice notice) {
    if (!dropped) {
      notices.accept(notice);
    }
  }

  @Override
  public void onRefusedLogin() {
    refused = true;
    credentials.refused();
  }

  @Override
  public void onClosed(CameraFault fault) {
    // Asked for credentials that nobody configured: as hopeless as refused ones.
    if (fault.kind() == CameraFault.Kind.UNAUTHORIZED && !refused) {
      credentials.refused();
    }
    credentials.ended();
    ended.complete(fault);
    loop.execute(() -> heard.closed(this, fault));
  }
}
