package org.gatehouse.contract.camera;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.vision.PictureArea;

/**
 * What one camera does on a person's wish, or by its configuration. Calls block until the camera
 * has answered, and wait for one another. Thread-safe.
 */
public interface CameraControl {
  /** A place with a name to which the camera turns. */
  record Preset(String token, String name) {}

  /** Whether it can be turned or zoomed. */
  boolean turns() throws ControlException, InterruptedException;

  /**
   * Turns and zooms at those speeds until told otherwise; -1 to 1, right, up and in.
   *
   * @param atMost after which the camera shall stop by itself; not all do
   */
  void move(double pan, double tilt, double zoom, Duration atMost)
      throws ControlException, InterruptedException;

  /** Stops turning and zooming. */
  void stop() throws ControlException, InterruptedException;

  /** Where it can be sent. */
  List<Preset> presets() throws ControlException, InterruptedException;

  /** Turns to a preset. */
  void goTo(String preset) throws ControlException, InterruptedException;

  /**
   * Sees to it that the camera masks those areas: sets those that it does not mask yet, then asks
   * again. Masks that it has beside them stay.
   *
   * @param stream the stream that must not show them
   * @return the areas that it does not mask all the same; empty if all is well
   */
  List<PictureArea> mask(URI stream, List<PictureArea> areas)
      throws ControlException, InterruptedException;
}
