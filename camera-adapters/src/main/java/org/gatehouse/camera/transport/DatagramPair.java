package org.gatehouse.camera.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two UDP ports in a row, the even one for RTP and the odd one for RTCP, RFC 3550 §11. Owned by its
 * event loop, on which everything is heard.
 */
public final class DatagramPair {
  private static final int ATTEMPTS = 32;

  /** Hears what comes. */
  public interface Receiver {
    /** A datagram, valid in the call; {@code control} if it came to the RTCP port. */
    void received(boolean control, ByteBuf data, InetSocketAddress from);
  }

  /** Hears how opening went. */
  public interface Opened {
    /** Exactly one is not null. */
    void opened(@Nullable DatagramPair pair, @Nullable Throwable failure);
  }

  private final Channel rtp;
  private final Channel rtcp;

  private DatagramPair(Channel rtp, Channel rtcp) {
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /** Opens a free pair at {@code local}. */
  public static void open(Bootstrap sockets, InetAddress local, Receiver receiver, Opened opened) {
    new Search(sockets, local, receiver, opened).attempt();
  }

  /** Opens the ports {@code port} and the next for a group, as seen by {@code through}. */
  public static void join(
      Bootstrap sockets,
      InetAddress group,
      int port,
      NetworkInterface through,
      Receiver receiver,
      Opened opened) {
    InetSocketAddress first = new InetSocketAddress(group, port);
    InetSocketAddress second = new InetSocketAddress(group, port + 1);
    after(
        bind(sockets, first, false, receiver),
        opened,
        rtp ->
            after(
                bind(sockets, second, true, receiver),
                failure(opened, rtp),
                rtcp -> {
                  DatagramPair pair = new DatagramPair(rtp, rtcp);
                  ChannelFuture joined = ((DatagramChannel) rtp).joinGroup(first, through);
                  Futures.forget(((DatagramChannel) rtcp).joinGroup(second, through));
                  after(joined, failure(opened, rtp, rtcp), any -> opened.opened(pair, null));
                }));
  }

  private interface Next {
    void go(Channel channel);
  }

  private static Opened failure(Opened opened, Channel... open) {
    return (pair, failure) -> {
      for (Channel channel : open) {
        Futures.forget(channel.close());
      }
      opened.opened(null, failure);
    };
  }

  private static void after(ChannelFuture future, Opened opened, Next next) {
    Futures.forget(
        future.addListener(
            done -> {
              if (done.isSuccess()) {
                next.go(future.channel());
              } else {
                opened.opened(null, done.cause());
              }
            }));
  }

  private static ChannelFuture bind(
      Bootstrap sockets, InetSocketAddress address, boolean control, Receiver receiver) {
    return sockets.clone().handler(new Inbound(control, receiver)).bind(address);
  }

  /** The even port. */
  public int port() {
    return ((InetSocketAddress) rtp.localAddress()).getPort();
  }

  /** Sends; takes over {@code data}. What cannot be sent is lost, as datagrams are. */
  public void send(boolean control, ByteBuf data, InetSocketAddress to) {
    Channel channel = control ? rtcp : rtp;
    Futures.forget(channel.writeAndFlush(new DatagramPacket(data, to)));
  }

  /** Closes both. */
  public void close() {
    Futures.forget(rtp.close());
    Futures.forget(rtcp.close());
  }

  /** Asks the system for a port and tries its neighbour, until both are free. */
  private static final class Search {
    private final Bootstrap sockets;
    private final InetAddress local;
    private final Receiver receiver;
    private final Opened opened;
    private final List<Channel> unfit = new ArrayList<>();

    Search(Bootstrap sockets, InetAddress local, Receiver receiver, Opened opened) {
      this.sockets = sockets;
      this.local = local;
      this.receiver = receiver;
      this.opened = opened;
    }

    /** Any even port will do; ports that do not fit are held until the search is over. */
    void attempt() {
      after(
          bind(sockets, new InetSocketAddress(local, 0), false, receiver),
          (pair, failure) -> finish(null, failure),
          rtp -> {
            int port = ((InetSocketAddress) rtp.localAddress()).getPort();
            if (port % 2 == 0) {
              neighbour(rtp, port + 1);
            } else {
              again(rtp, new IOException("no even port"));
            }
          });
    }

    private void neighbour(Channel rtp, int port) {
      after(
          bind(sockets, new InetSocketAddress(local, port), true, receiver),
          (pair, failure) -> again(rtp, failure),
          rtcp -> finish(new DatagramPair(rtp, rtcp), null));
    }

    private void again(Channel rtp, @Nullable Throwable failure) {
      unfit.add(rtp);
      if (unfit.size() < ATTEMPTS) {
        attempt();
      } else {
        finish(null, failure);
      }
    }

    private void finish(@Nullable DatagramPair pair, @Nullable Throwable failure) {
      unfit.forEach(channel -> Futures.forget(channel.close()));
      opened.opened(pair, failure);
    }
  }

  private static final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
    private final boolean control;
    private final Receiver receiver;

    Inbound(boolean control, Receiver receiver) {
      this.control = control;
      this.receiver = receiver;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      receiver.received(control, packet.content(), packet.sender());
    }

    /** A refused port at the other end says nothing here: cameras refuse hole-punch packets. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!(cause instanceof IOException)) {
        Futures.forget(context.close());
      }
    }
  }
}
