package org.gatehouse.camera.simulator.onvif;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Any number of ONVIF devices on addresses of their own, such as 127.0.1.1 to 127.0.2.244.
 * Thread-safe; one event loop owns all that moves.
 *
 * <pre>{@code
 * try (var simulator = OnvifSimulator.start()) {
 *   simulator.add(new InetSocketAddress("127.0.1.1", 8080), OnvifScript.open("gate", "rtsp://..."));
 * }
 * }</pre>
 */
public final class OnvifSimulator implements AutoCloseable {
  private static final int MAX_REQUEST = 256 * 1024;

  private final IoThreads threads = IoThreads.start("onvif-simulator", 1);
  private final EventLoop loop = threads.next();
  private final Map<String, OnvifResponder> devices = new ConcurrentHashMap<>();

  private OnvifSimulator() {}

  /** Without devices so far. */
  public static OnvifSimulator start() {
    return new OnvifSimulator();
  }

  /**
   * Adds a device; port 0 picks a free one.
   *
   * @throws IOException if the address cannot be bound
   */
  public SimulatedOnvifDevice add(InetSocketAddress address, OnvifScript script)
      throws IOException {
    SimulatedOnvifDevice device =
        new SimulatedOnvifDevice(script, Ticker.system(), new SimulatedEvents(loop));
    serve(address, device, null);
    return device;
  }

  /** Adds a device that speaks https. */
  public SimulatedOnvifDevice addSecure(
      InetSocketAddress address, OnvifScript script, SslContext tls) throws IOException {
    SimulatedOnvifDevice device =
        new SimulatedOnvifDevice(script, Ticker.system(), new SimulatedEvents(loop));
    serve(address, device, tls);
    return device;
  }

  /**
   * Adds a device that serves the replies recorded in that folder.
   *
   * @return where its device service is
   */
  public URI addRecorded(InetSocketAddress address, Path folder) throws IOException {
    return URI.create(serve(address, new RecordedOnvifDevice(folder), null) + DeviceAnswers.PATH);
  }

  /** Where the device service of the device of that name is. */
  public URI service(String name) {
    return devices.entrySet().stream()
        .filter(e -> e.getValue().name().equals(name))
        .map(e -> URI.create(e.getKey() + DeviceAnswers.PATH))
        .findFirst()
        .orElseThrow();
  }

  private String serve(InetSocketAddress address, OnvifResponder device, @Nullable SslContext tls)
      throws IOException {
    ChannelInitializer<Channel> setUp =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (tls != null) {
              channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel
                .pipeline()
                .addLast(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(MAX_REQUEST),
                    new SoapHandler(device));
          }
        };
    Channel bound = bound(threads.server().childHandler(setUp).bind(address), address);
    InetSocketAddress local = (InetSocketAddress) bound.localAddress();
    String scheme = tls == null ? "http://" : "https://";
    String base = scheme + local.getAddress().getHostAddress() + ":" + local.getPort();
    devices.put(base, device);
    return base;
  }

  private static Channel bound(ChannelFuture binding, InetSocketAddress address)
      throws IOException {
    if (!binding.awaitUninterruptibly().isSuccess()) {
      throw new IOException("cannot serve on " + address, binding.cause());
    }
    return binding.channel();
  }

  /**
   * Answers Probes to the group on that interface for all devices that were added so far, each from
   * its own address.
   *
   * @param port of WS-Discovery, 3702, or another for tests
   */
  public void answerGroup(NetworkInterface on, int port) throws IOException {
    InetAddress group = InetAddress.getByName("239.255.255.250");
    InetSocketAddress address = new InetSocketAddress(group, port);
    Map<String, Channel> mouths = new HashMap<>();
    for (String base : devices.keySet()) {
      mouths.put(base, mouth(URI.create(base)));
    }
    ProbeHandler handler = new ProbeHandler(Map.copyOf(devices), Map.copyOf(mouths));
    Channel channel = bound(threads.datagrams(loop).handler(handler).bind(address), address);
    ChannelFuture joined =
        ((DatagramChannel) channel).joinGroup(address, on).awaitUninterruptibly();
    if (!joined.isSuccess()) {
      throw new IOException("cannot join " + group + " on " + on.getName(), joined.cause());
    }
  }

  private Channel mouth(URI base) throws IOException {
    InetSocketAddress from = new InetSocketAddress(base.getHost(), 0);
    ChannelInboundHandlerAdapter deaf = new ChannelInboundHandlerAdapter();
    return bound(
        threads.datagrams(loop).handler(deaf).option(ChannelOption.AUTO_READ, false).bind(from),
        from);
  }

  /** Answers Probes that are sent to a device's own address, on that port. */
  public void answerProbes(URI service, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(service.getHost(), port);
    String base = "http://" + service.getHost() + ":" + service.getPort();
    OnvifResponder device = devices.get(base);
    if (device == null) {
      throw new IllegalArgumentException("no device at " + base);
    }
    ProbeHandler handler = new ProbeHandler(Map.of(base, device), Map.of());
    bound(threads.datagrams(loop).handler(handler).bind(address), address);
  }

  /** Ends all. */
  @Override
  public void close() {
    threads.close();
  }
}
