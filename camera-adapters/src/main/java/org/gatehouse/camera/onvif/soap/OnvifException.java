package org.gatehouse.camera.onvif.soap;

import org.gatehouse.contract.camera.CameraFault;

/** What a device refused, or could not be understood. Never holds a secret. */
public final class OnvifException extends Exception {
  private static final long serialVersionUID = 1;

  private final CameraFault fault;

  /**
   * Says which device, what was asked of it, what was seen and what helps.
   *
   * @param host as it was reached, with its port
   */
  public OnvifException(String host, CameraFault fault) {
    super(host + ": " + fault);
    this.fault = fault;
  }

  /** The same without the host. */
  public CameraFault fault() {
    return fault;
  }

  /** True if the credentials were refused or are wanted. */
  public boolean unauthorized() {
    return fault.kind() == CameraFault.Kind.UNAUTHORIZED;
  }
}
