package org.gatehouse.contract.camera;

/** What a camera refused to do, or could not be asked. Never holds a secret. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1;

  private final CameraFault fault;

  /** With what was asked, what was seen and what helps. */
  public ControlException(CameraFault fault) {
    super(fault.toString());
    this.fault = fault;
  }

  /** What happened. */
  public CameraFault fault() {
    return fault;
  }
}
