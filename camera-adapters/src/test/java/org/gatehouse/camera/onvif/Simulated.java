package org.gatehouse.camera.onvif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.gatehouse.camera.onvif.soap.OnvifException;
import org.gatehouse.camera.onvif.soap.OnvifSettings;
import org.gatehouse.camera.onvif.soap.SoapClient;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.simulator.onvif.OnvifScript;
import org.gatehouse.camera.simulator.onvif.OnvifScript.Access;
import org.gatehouse.camera.simulator.onvif.OnvifSimulator;
import org.gatehouse.camera.simulator.onvif.SimulatedOnvifDevice;
import org.gatehouse.contract.config.Secret;

/** A simulated device and a client for it. */
final class Simulated implements AutoCloseable {
  static final OnvifScript OPEN = OnvifScript.open("gate", "rtsp://127.0.0.1:8554/gate");
  static final OnvifScript TOKEN = OPEN.withLogin(Access.TOKEN, "admin", "s&cret");

  final OnvifSimulator simulator = OnvifSimulator.start();
  final SoapClient client;
  final SimulatedOnvifDevice camera;

  Simulated(OnvifScript script) throws IOException {
    this(script, Duration.ofSeconds(10));
  }

  Simulated(OnvifScript script, Duration patience) throws IOException {
    client = new SoapClient(OnvifSettings.standard().withReply(patience));
    camera = simulator.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  OnvifDevice connect() throws OnvifException, InterruptedException {
    return connect("s&cret");
  }

  OnvifDevice connect(String password) throws OnvifException, InterruptedException {
    return OnvifDevice.connect(
        client, simulator.service("gate"), new Credentials("admin", Secret.of(password)));
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
