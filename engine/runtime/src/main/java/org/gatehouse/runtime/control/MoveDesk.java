package org.gatehouse.runtime.control;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;

/**
 * Moves cameras for as long as somebody says so: each move ends {@link #LASTS} after it was asked
 * for last, whatever became of whoever asked, and whether the camera ends it by itself or not.
 * Thread-safe; calls block until the camera has answered.
 */
public final class MoveDesk {
  static final Duration LASTS = Duration.ofSeconds(1);

  private final Ticker ticker;
  private final Pause pause;
  private final Map<CameraId, Mover> movers = new ConcurrentHashMap<>();

  /** Waits. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** A desk from which nothing was moved yet. */
  public MoveDesk(Ticker ticker) {
    this(ticker, Thread::sleep);
  }

  MoveDesk(Ticker ticker, Pause pause) {
    this.ticker = ticker;
    this.pause = pause;
  }

  /** Moves a camera, or has it go on; speeds as {@link CameraControl#move} has them. */
  public void move(CameraId camera, CameraControl control, double pan, double tilt, double zoom)
      throws ControlException, InterruptedException {
    mover(camera, control).move(pan, tilt, zoom);
  }

  /** True while somebody moves it. */
  public boolean isMoving(CameraId camera) {
    Mover mover = movers.get(camera);
    return mover != null && mover.isMoving();
  }

  /** Stops a camera. */
  public void stop(CameraId camera, CameraControl control)
      throws ControlException, InterruptedException {
    mover(camera, control).stop();
  }

  /** Sends a camera to a preset. */
  public void goTo(CameraId camera, CameraControl control, String preset)
      throws ControlException, InterruptedException {
    mover(camera, control).goTo(preset);
  }

  private Mover mover(CameraId camera, CameraControl control) {
    return movers.compute(
        camera,
        (id, present) ->
            present == null || !present.controls(control)
                ? new Mover(id, control, ticker, pause)
                : present);
  }
}
