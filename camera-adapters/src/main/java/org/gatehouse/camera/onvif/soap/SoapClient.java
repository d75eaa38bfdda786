package org.gatehouse.camera.onvif.soap;

import java.net.URI;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.LoginGuard;
import org.jspecify.annotations.Nullable;

/** The HTTP side for any number of devices. Thread-safe; closing it ends all calls. */
public final class SoapClient implements AutoCloseable {
  private final HttpCaller http;
  private final OnvifSettings settings;

  /** Ready to call. */
  public SoapClient(OnvifSettings settings) {
    this.settings = settings;
    this.http = new HttpCaller(settings);
  }

  /** Calls of one device, with what is known of its time and login. */
  public SoapCaller device(URI service, @Nullable Credentials credentials) {
    return device(service, credentials, LoginGuard.NONE);
  }

  /** The same; the guard is asked before credentials are sent that the device has not taken yet. */
  public SoapCaller device(URI service, @Nullable Credentials credentials, LoginGuard guard) {
    String port = service.getPort() < 0 ? "" : ":" + service.getPort();
    return new SoapCaller(http, settings, service.getHost() + port, credentials, guard);
  }

  @Override
  public void close() {
    http.close();
  }
}
