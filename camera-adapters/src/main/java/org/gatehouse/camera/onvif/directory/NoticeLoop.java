package org.gatehouse.camera.onvif.directory;

import java.time.Duration;
import org.gatehouse.camera.onvif.OnvifDevice;
import org.gatehouse.camera.onvif.PullPoint;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.CameraFault;
import org.gatehouse.contract.camera.CameraFault.Kind;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds.Feed;
import org.gatehouse.contract.camera.NoticeFeeds.Listener;
import org.gatehouse.contract.time.Ticker;

/**
 * Keeps up the subscription of one camera: subscribes, pulls, renews; subscribes anew where the
 * camera will not renew; waits longer each time after a failure; gives up where another attempt
 * could lock the user out or cannot succeed. Its one virtual thread owns everything but {@code
 * closed}.
 */
final class NoticeLoop implements Feed {
  private static final int HALF = 2;

  private final DeviceSpec spec;
  private final LoginGuard guard;
  private final Listener listener;
  private final SoapClient client;
  private final Pauses pauses;
  private final Ticker ticker;
  private final Duration pull;
  private final Thread thread;
  private volatile boolean closed;
  private boolean synchronizes = true;
  private int failures;

  /** Waits between attempts; blocks. */
  interface Pauses {
    void after(int failures) throws InterruptedException;
  }

  NoticeLoop(
      DeviceSpec spec,
      LoginGuard guard,
      Listener listener,
      SoapClient client,
      Pauses pauses,
      Ticker ticker,
      Duration pull) {
    this.spec = spec;
    this.guard = guard;
    this.listener = listener;
    this.client = client;
    this.pauses = pauses;
    this.ticker = ticker;
    this.pull = pull;
    this.thread = Thread.ofVirtual().name("notices-" + spec.camera()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** What follows a subscription's end. */
  private enum Next {
    SUBSCRIBE_ANEW,
    CONNECT_ANEW
  }

  private void run() {
    try {
      while (!closed) {
        try {
          OnvifDevice device =
              OnvifDevice.connect(client, spec.service(), OnvifControl.credentials(spec), guard);
          listener.onTurns(turns(device));
          while (!closed && follow(device) == Next.SUBSCRIBE_ANEW) {
            failures = 0;
          }
        } catch (OnvifException e) {
          if (failed(e.fault())) {
            return;
          }
          pauses.after(failures);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /**
   * One that will not tell its profiles is taken not to turn; a refused login is for the caller.
   */
  private static boolean turns(OnvifDevice device) throws OnvifException, InterruptedException {
    try {
      return OnvifControl.turns(device);
    } catch (OnvifException e) {
      if (e.unauthorized()) {
        throw e;
      }
      return false;
    }
  }

  /** True if it gave up. */
  private boolean failed(CameraFault fault) {
    failures++;
    boolean givesUp = fault.kind() == Kind.UNAUTHORIZED || fault.kind() == Kind.NOT_FOUND;
    if (!closed) {
      listener.onFault(fault, givesUp);
    }
    return givesUp;
  }

  private Next follow(OnvifDevice device) throws OnvifException, InterruptedException {
    PullPoint point = device.events().subscribe();
    try {
      if (!synchronize(point)) {
        return Next.CONNECT_ANEW;
      }
      listener.onSubscribed();
      return pull(point);
    } finally {
      if (closed) {
        leave(point);
      }
    }
  }

  /** Some cameras let nobody do this; then the login starts afresh, and it is not asked again. */
  private boolean synchronize(PullPoint point) throws InterruptedException {
    try {
      if (synchronizes) {
        point.synchronize();
      }
      return true;
    } catch (OnvifException e) {
      synchronizes = false;
      return !e.unauthorized();
    }
  }

  private Next pull(PullPoint point) throws OnvifException, InterruptedException {
    Duration half = point.lifetime().dividedBy(HALF);
    long renewed = ticker.nanos();
    while (!closed) {
      point.pull(shorter(half, pull), ticker.epochMicros(), this::tell);
      failures = 0;
      if (ticker.nanos() - renewed >= half.toNanos()) {
        if (!renew(point)) {
          return Next.SUBSCRIBE_ANEW;
        }
        renewed = ticker.nanos();
      }
    }
    return Next.CONNECT_ANEW;
  }

  private void tell(CameraNotice notice) {
    if (!closed) {
      listener.onNotice(notice);
    }
  }

  private static boolean renew(PullPoint point) throws OnvifException, InterruptedException {
    try {
      point.renew();
      return true;
    } catch (OnvifException e) {
      if (e.unauthorized() || e.fault().kind() == Kind.UNREACHABLE) {
        throw e;
      }
      return false;
    }
  }

  private static void leave(PullPoint point) {
    Thread.startVirtualThread(
        () -> {
          try {
            point.unsubscribe();
          } catch (OnvifException | InterruptedException e) {
            // It ends by itself after a minute.
          }
        });
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
