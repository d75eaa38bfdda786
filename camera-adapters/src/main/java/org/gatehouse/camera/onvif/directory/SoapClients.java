package org.gatehouse.camera.onvif.directory;

import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.contract.camera.DeviceSpec;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all cameras, and one for those whose certificate nobody signed; made when
 * first wanted, because each has a thread of its own. Thread-safe.
 */
final class SoapClients implements AutoCloseable {
  private final OnvifSettings settings;
  private @Nullable SoapClient strict;
  private @Nullable SoapClient trusting;

  SoapClients(OnvifSettings settings) {
    this.settings = settings;
  }

  synchronized SoapClient of(DeviceSpec spec) {
    if (spec.trustAnyCertificate()) {
      SoapClient made =
          trusting == null ? new SoapClient(settings.withAnyCertificate(true)) : trusting;
      trusting = made;
      return made;
    }
    SoapClient made = strict == null ? new SoapClient(settings) : strict;
    strict = made;
    return made;
  }

  @Override
  public synchronized void close() {
    for (SoapClient made : new @Nullable SoapClient[] {strict, trusting}) {
      if (made != null) {
        made.close();
      }
    }
  }
}
