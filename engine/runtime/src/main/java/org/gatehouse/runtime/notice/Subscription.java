package org.gatehouse.runtime.notice;

import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.supervise.FaultLog;
import org.jspecify.annotations.Nullable;

/** One camera's subscription. Begun and closed under its owner's lock; hears on its feed's own. */
final class Subscription implements NoticeFeeds.Listener {
  private final DeviceSpec spec;
  private final NoticeBoard board;
  private final Ticker ticker;
  private final FaultLog log = new FaultLog();
  private NoticeFeeds.@Nullable Feed feed;
  private volatile boolean stands;
  private volatile boolean turns;
  private volatile boolean over;

  Subscription(DeviceSpec spec, NoticeBoard board, Ticker ticker) {
    this.spec = spec;
    this.board = board;
    this.ticker = ticker;
  }

  DeviceSpec spec() {
    return spec;
  }

  boolean stands() {
    return stands;
  }

  void begin(NoticeFeeds feeds, LoginGuard guard) {
    feed = feeds.watch(spec, guard, this);
  }

  void close() {
    over = true;
    stands = false;
    if (feed != null) {
      feed.close();
    }
  }

  @Override
  public void onSubscribed() {
    if (!stands && !over) {
      stands = true;
      log.recovered(name() + ": tells what it notices");
    }
  }

  @Override
  public void onTurns(boolean found) {
    turns = found;
  }

  /** Whether the camera can be turned or zoomed, as far as is known. */
  boolean turns() {
    return turns;
  }

  @Override
  public void onNotice(CameraNotice notice) {
    if (!over) {
      board.heard(spec.camera(), notice);
    }
  }

  @Override
  public void onFault(CameraFault fault, boolean gaveUp) {
    stands = false;
    if (!over) {
      String after =
          gaveUp
              ? "; not tried again until its configuration changes or somebody restarts the camera"
              : "; trying again, its pictures are not concerned";
      log.fault(fault.kind(), name() + ": what it notices is not told: " + fault + after, now());
    }
  }

  private String name() {
    return "camera " + spec.camera() + " by ONVIF at " + spec.service().getHost();
  }

  private long now() {
    return ticker.nanos();
  }
}
