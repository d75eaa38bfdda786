package org.gatehouse.camera.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A few event loops and the channels that fit them. Thread-safe. */
public final class IoThreads implements AutoCloseable {
  private static final long CLOSE_SECONDS = 2;

  private static final int DATAGRAM = 16 * 1024;
  private static final int DATAGRAMS_AT_ONCE = 8;

  /** More than a socket's buffer holds, so that a look takes all that came since the last one. */
  private static final int DATAGRAMS_A_LOOK = 4096;

  private static final int SOCKET_BUFFER = 1024 * 1024;

  private final EventLoopGroup group;
  private final boolean epoll;
  private final Map<EventLoop, LoopReadBuffer> readBuffers = new ConcurrentHashMap<>();

  private IoThreads(String name, int threads, IoHandlerFactory sockets) {
    this.group =
        new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), sockets);
    this.epoll = Epoll.isAvailable();
  }

  /** Starts {@code threads} event loops as daemon threads of that name. */
  public static IoThreads start(String name, int threads) {
    return new IoThreads(name, threads, sockets());
  }

  /**
   * The same, with loops that look at their sockets no more often than once in {@code pace}: for
   * very many connections that each bring a little at a time.
   */
  public static IoThreads paced(String name, int threads, Duration pace) {
    return new IoThreads(name, threads, PacedIoHandler.factory(sockets(), pace));
  }

  private static IoHandlerFactory sockets() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** The loop for one more session; taken in turn. */
  public EventLoop next() {
    return group.next();
  }

  /** For a connection of ours, on that loop. */
  public Bootstrap client(EventLoop loop) {
    Bootstrap connections = connections(loop);
    return ReceiveRoom.given()
        ? connections.option(ChannelOption.SO_RCVBUF, ReceiveRoom.WANTED)
        : connections;
  }

  private Bootstrap connections(EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            readBuffers.computeIfAbsent(loop, any -> new LoopReadBuffer()))
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true);
  }

  /**
   * For datagrams, on that loop: as long as they come (cameras send up to 10,000 bytes), and
   * several by one system call where epoll is there.
   */
  public Bootstrap datagrams(EventLoop loop) {
    Bootstrap sockets =
        new Bootstrap()
            .group(loop)
            .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .option(ChannelOption.SO_REUSEADDR, true);
    return epoll
        ? sockets
            .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(DATAGRAM * DATAGRAMS_AT_ONCE)
                    .maxMessagesPerRead(DATAGRAMS_A_LOOK))
        : sockets.option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(DATAGRAM).maxMessagesPerRead(DATAGRAMS_A_LOOK));
  }

  /** For connections to us. */
  public ServerBootstrap server() {
    return new ServerBootstrap()
        .group(group)
        .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.TCP_NODELAY, true);
  }

  /** Ends the loops and waits for them, at most two seconds; must not be called on one of them. */
  @Override
  public void close() {
    var ended = group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    if (ended.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      readBuffers.values().forEach(LoopReadBuffer::free);
      readBuffers.clear();
    }
  }
}
