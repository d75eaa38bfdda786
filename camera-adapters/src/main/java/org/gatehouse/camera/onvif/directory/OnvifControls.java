package org.gatehouse.camera.onvif.directory;

import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.CameraControls;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;

/** Controls cameras by ONVIF. Thread-safe. */
public final class OnvifControls implements CameraControls {
  private final SoapClients clients = new SoapClients(OnvifSettings.standard());

  @Override
  public CameraControl control(DeviceSpec spec, LoginGuard guard) {
    return new OnvifControl(spec, guard, clients);
  }

  @Override
  public void close() {
    clients.close();
  }
}
