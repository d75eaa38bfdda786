package org.gatehouse.camera.republish;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.republish.PullListener;
import org.gatehouse.contract.republish.RepublishProvider.Settings;
import org.gatehouse.contract.republish.Republisher;
import org.gatehouse.contract.republish.StreamLender;

/** The RTSP server. Thread-safe; owns one event loop. */
final class RtspRepublisher implements Republisher {
  /** Twice what may be pulled, for those that are still being looked at. */
  private static final int CONNECTIONS_PER_SESSION = 2;

  /** A client is slow from half a second of 32 Mbit/s on. */
  private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(512 << 10, 2 << 20);

  private final IoThreads threads;
  private final House house;
  private final Channel server;
  private final Set<Channel> clients = ConcurrentHashMap.newKeySet();

  private RtspRepublisher(IoThreads threads, House house, InetSocketAddress address)
      throws InterruptedException {
    this.threads = threads;
    this.house = house;
    ChannelFuture bound =
        threads
            .server()
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .await();
    if (!bound.isSuccess()) {
      throw new ConfigException(
          "republish: cannot listen on %s:%d (%s); choose an address of this machine and a free port"
              .formatted(address.getHostString(), address.getPort(), bound.cause().getMessage()),
          bound.cause());
    }
    server = bound.channel();
  }

  static RtspRepublisher start(Settings settings, StreamLender streams, PullListener listener) {
    IoThreads threads = IoThreads.start("republish", 1);
    try {
      House house = new House(settings, streams, listener, threads);
      return new RtspRepublisher(
          threads, house, new InetSocketAddress(settings.bind(), settings.port()));
    } catch (ConfigException e) {
      threads.close();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      threads.close();
      throw new ConfigException("republish: interrupted while it began to listen", e);
    }
  }

  private void accept(Channel channel) {
    if (clients.size() >= CONNECTIONS_PER_SESSION * house.settings().mostSessions()) {
      Futures.forget(channel.close());
      return;
    }
    clients.add(channel);
    channel.closeFuture().addListener(closed -> clients.remove(channel));
    channel.pipeline().addLast(new ClientHandler(house));
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public int sessions() {
    return house.sessions();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    clients.forEach(client -> client.close().awaitUninterruptibly());
    threads.close();
  }
}
