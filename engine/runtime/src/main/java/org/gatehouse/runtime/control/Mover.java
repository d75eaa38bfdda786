package org.gatehouse.runtime.control;

import java.time.Duration;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera's move. Whoever asks holds no lock while the camera answers; a virtual thread waits
 * for the end of the move and stops it.
 */
final class Mover {
  private static final Logger log = LoggerFactory.getLogger(Mover.class);
  private static final int TRIES = 3;
  private static final long OVER = -1;

  private final CameraId camera;
  private final CameraControl control;
  private final Ticker ticker;
  private final MoveDesk.Pause pause;

  /** Guarded by the lock, as whether somebody waits for it. */
  private long endsNanos;

  /** Raised with each move that begins or is ended by somebody. */
  private long move;

  private boolean moving;

  Mover(CameraId camera, CameraControl control, Ticker ticker, MoveDesk.Pause pause) {
    this.camera = camera;
    this.control = control;
    this.ticker = ticker;
    this.pause = pause;
  }

  boolean controls(CameraControl other) {
    return control == other;
  }

  /** The end is set first: what the camera does with a request that failed is not known. */
  void move(double pan, double tilt, double zoom) throws ControlException, InterruptedException {
    extend();
    try {
      control.move(pan, tilt, zoom, MoveDesk.LASTS);
    } finally {
      extend();
    }
  }

  synchronized boolean isMoving() {
    return moving;
  }

  private synchronized void extend() {
    endsNanos = ticker.nanos() + MoveDesk.LASTS.toNanos();
    if (!moving) {
      moving = true;
      move++;
      long mine = move;
      Thread.ofVirtual().name("ptz-" + camera).start(() -> endInTime(mine));
    }
  }

  void stop() throws ControlException, InterruptedException {
    over();
    control.stop();
  }

  void goTo(String preset) throws ControlException, InterruptedException {
    over();
    control.goTo(preset);
  }

  /** Somebody ended the move: nobody needs to. */
  private synchronized void over() {
    moving = false;
    move++;
  }

  private void endInTime(long mine) {
    try {
      long left = left(mine);
      while (left > 0) {
        pause.sleep(Duration.ofNanos(left));
        left = left(mine);
      }
      if (left == 0) {
        end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is left of the move: 0 once, when it is to be ended; {@link #OVER} if somebody did. */
  private synchronized long left(long mine) {
    if (mine != move) {
      return OVER;
    }
    long left = Math.max(0, endsNanos - ticker.nanos());
    moving = left > 0;
    return left;
  }

  private void end() throws InterruptedException {
    for (int i = 1; i <= TRIES; i++) {
      try {
        control.stop();
        return;
      } catch (ControlException e) {
        log.warn(
            "camera {}: may still turn, for it did not take the word to stop ({} of {}): {}",
            camera,
            i,
            TRIES,
            e.getMessage());
        pause.sleep(MoveDesk.LASTS);
      }
    }
  }
}
