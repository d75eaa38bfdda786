package org.gatehouse.camera.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.contract.time.Ticker;

/**
 * An RTSP server with any number of cameras, each at a path of its own, sending in real time over
 * interleaved TCP, over UDP and, where a camera has a group, by multicast to one client at a time.
 * Thread-safe; its one event loop owns everything that moves.
 *
 * <pre>{@code
 * try (var cameras = SimulatedCameras.start(new InetSocketAddress("127.0.0.1", 0))) {
 *   URI url = cameras.add("/gate-in", CameraScript.of(track, Playback.LIVE));
 * }
 * }</pre>
 */
public final class SimulatedCameras implements AutoCloseable {
  private static final int HIGH_WATER = 8 * 1024 * 1024;
  private static final int THREADS = 1;

  private final CameraTable table = new CameraTable();
  private final IoThreads threads = IoThreads.start("simulator", THREADS);
  private final AtomicLong clients = new AtomicLong();
  private final AtomicBoolean refusing = new AtomicBoolean();
  private final Channel server;

  private SimulatedCameras(InetSocketAddress address) throws IOException {
    server = listen(address);
  }

  private Channel listen(InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        threads
            .server()
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(HIGH_WATER / 2, HIGH_WATER))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      threads.close();
      throw new IOException("cannot serve on " + address, bound.cause());
    }
    return bound.channel();
  }

  private void accept(Channel channel) {
    if (refusing.get()) {
      Futures.forget(channel.close());
    } else {
      channel.pipeline().addLast(new ServerConnection(table, clients.incrementAndGet()));
    }
  }

  /**
   * Starts serving; port 0 picks a free one.
   *
   * @throws IOException if the address cannot be bound
   */
  public static SimulatedCameras start(InetSocketAddress address) throws IOException {
    return new SimulatedCameras(address);
  }

  /**
   * Adds a camera, or replaces the one at that path for clients to come.
   *
   * @param path such as {@code /gate-in}
   * @return where it is found
   */
  public URI add(String path, CameraScript script) {
    table.put(new SimulatedCamera(path, script, Ticker.system()));
    return url(path);
  }

  /** Adds a well-behaved camera without credentials. */
  public URI add(String path, VideoTrack track, Playback playback) {
    return add(path, CameraScript.of(track, playback));
  }

  /** Adds someone who hears about clients. */
  public void addListener(SimulationListener listener) {
    table.listen(listener);
  }

  /** While true, new connections are closed at once, as if nothing listened. */
  public void refuseConnections(boolean refuse) {
    refusing.set(refuse);
  }

  /** Closes the connections of a camera's clients without a word. */
  public void dropClients(String path) {
    table.drop(path);
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Where the camera of that path is found. */
  public URI url(String path) {
    return URI.create("rtsp://127.0.0.1:" + port() + path);
  }

  /** Closes all connections and ends the event loop. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    threads.close();
  }
}
