package org.gatehouse.server.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.gatehouse.server.config.CameraConfig;

/** Whether the engine can listen, and whether cameras answer. */
final class PortCheck {
  private static final int PATIENCE_MS = 2000;
  private static final int RTSP = 554;

  private PortCheck() {}

  /** Whether TCP port {@code port} can be listened on; 0 always can. */
  static Finding listen(String bind, int port) {
    String what = bind + ":" + port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
      return Finding.ok("port", port == 0 ? bind + ", any free port" : what + " is free");
    } catch (IOException e) {
      return Finding.fail(
          "port",
          what + " cannot be listened on: " + e.getMessage(),
          "stop what uses it (an engine that runs already?), or set another server.port");
    }
  }

  /** Whether something accepts connections at the camera's address. */
  static Finding camera(CameraConfig camera) {
    String name = "camera " + camera.id();
    int port = camera.url().getPort() < 0 ? RTSP : camera.url().getPort();
    String what = camera.url().getHost() + ":" + port;
    InetSocketAddress address = new InetSocketAddress(camera.url().getHost(), port);
    if (address.isUnresolved()) {
      return Finding.warn(name, what + ": unknown host", "correct the host in url, or the DNS");
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, PATIENCE_MS);
      return Finding.ok(name, what + " accepts connections");
    } catch (IOException e) {
      return Finding.warn(
          name, what + ": " + e.getMessage(), "check power, cable, address and firewall");
    }
  }
}
