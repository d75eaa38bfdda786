package org.gatehouse.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.camera.SessionState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFrame;
import org.jspecify.annotations.Nullable;

/** Notes down everything a session tells. Thread-safe. */
public final class Recorder implements SessionListener {
  private static final long PATIENCE_SECONDS = 30;

  private final List<AccessUnit> units = new ArrayList<>();
  private final List<CameraNotice> notices = new ArrayList<>();
  private final List<SessionState> states = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch enough;
  private long bytes;
  private long lostPackets;
  private int refusedLogins;
  private @Nullable CameraFault fault;

  /** Waits for nothing but the end. */
  public Recorder() {
    this(1);
  }

  /** Lets {@link #awaitUnits} go on after so many access units. */
  public Recorder(int units) {
    enough = new CountDownLatch(units);
  }

  @Override
  public synchronized void onState(SessionState state) {
    states.add(state);
  }

  @Override
  public synchronized void onAccessUnit(AccessUnit unit) {
    units.add(unit);
    enough.countDown();
  }

  @Override
  public synchronized void onNotice(CameraNotice notice) {
    notices.add(notice);
  }

  @Override
  public synchronized void onTraffic(long more, long lost) {
    bytes += more;
    lostPackets += lost;
  }

  @Override
  public synchronized void onRefusedLogin() {
    refusedLogins++;
  }

  @Override
  public synchronized void onClosed(CameraFault why) {
    fault = why;
    closed.countDown();
  }

  /** Waits until the session ended. */
  public CameraFault awaitClosed() throws InterruptedException {
    if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the session did not end; states " + states());
    }
    CameraFault why = fault();
    if (why == null) {
      throw new AssertionError("closed without a reason");
    }
    return why;
  }

  /** Waits until enough access units came. */
  public void awaitUnits() throws InterruptedException {
    if (!enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("too few access units; " + states() + ", ended by " + fault());
    }
  }

  /** Why it ended; null if it has not. */
  public synchronized @Nullable CameraFault fault() {
    return fault;
  }

  /** All access units so far. */
  public synchronized List<AccessUnit> units() {
    return List.copyOf(units);
  }

  /** All sound so far that came with access units. */
  public synchronized List<AudioFrame> sound() {
    return units.stream().flatMap(unit -> unit.audio().stream()).toList();
  }

  /** All notices so far. */
  public synchronized List<CameraNotice> notices() {
    return List.copyOf(notices);
  }

  /** All states so far. */
  public synchronized List<SessionState> states() {
    return List.copyOf(states);
  }

  /** Bytes told so far. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Lost packets told so far. */
  public synchronized long lostPackets() {
    return lostPackets;
  }

  /** How often the camera refused the credentials so far. */
  public synchronized int refusedLogins() {
    return refusedLogins;
  }
}
