package org.gatehouse.contract.camera;

/** Controls cameras apart from their streams. Found by ServiceLoader; thread-safe. */
public interface CameraControls extends AutoCloseable {
  /**
   * The control of one camera; nothing is sent before it is asked for something.
   *
   * @param guard is asked each time before credentials are sent that the camera has not taken yet;
   *     while it says no, calls fail
   */
  CameraControl control(DeviceSpec spec, LoginGuard guard);

  @Override
  void close();
}
