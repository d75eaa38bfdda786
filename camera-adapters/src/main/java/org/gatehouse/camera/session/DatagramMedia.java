package org.gatehouse.camera.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.gatehouse.camera.rtp.ReorderBuffer;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.transport.DatagramPair;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one session: a pair of ports for each media stream, packets put back into order.
 * Datagrams from hosts that are neither the camera nor what it named are dropped. Owned by the
 * session's event loop.
 */
final class DatagramMedia {
  /** Takes packets in order; {@code channel} is even for RTP, odd for RTCP. */
  interface Sink {
    void packet(int channel, ByteBuf data, int index, int length, long nanos);
  }

  private final Bootstrap sockets;
  private final InetAddress local;
  private final InetAddress camera;
  private final boolean anySource;
  private final LongSupplier nanos;
  private final Sink sink;
  private final List<Stream> streams = new ArrayList<>();
  private boolean closed;

  /**
   * @param local the address at which the camera reaches us
   * @param camera the other end of the RTSP connection
   * @param anySource whether packets of other hosts are taken too
   */
  DatagramMedia(
      Bootstrap sockets,
      InetAddress local,
      InetAddress camera,
      boolean anySource,
      LongSupplier nanos,
      Sink sink) {
    this.sockets = sockets;
    this.local = local;
    this.camera = camera;
    this.anySource = anySource;
    this.nanos = nanos;
    this.sink = sink;
  }

  /** Opens ports for the stream of those channels; tells the even one. */
  void open(int channel, IntConsumer opened, Consumer<String> failed) {
    Stream stream = new Stream(channel);
    DatagramPair.open(
        sockets,
        local,
        stream,
        (pair, failure) -> {
          if (pair == null) {
            failed.accept("no free pair of UDP ports: " + Faults.describe(failure));
          } else if (take(stream, pair)) {
            opened.accept(pair.port());
          }
        });
  }

  /** Joins the group that the camera named for the stream of those channels. */
  void join(MediaStream agreed, Consumer<String> failed) {
    InetAddress group = address(agreed.agreed().destination());
    int port = agreed.agreed().groupPort();
    if (group == null || !group.isMulticastAddress() || port == 0) {
      failed.accept("the camera names no group and port to join");
      return;
    }
    Stream stream = new Stream(agreed.rtpChannel());
    try {
      NetworkInterface through = NetworkInterface.getByInetAddress(local);
      DatagramPair.join(
          sockets,
          group,
          port,
          through,
          stream,
          (pair, failure) -> {
            if (pair == null) {
              failed.accept("cannot join " + group + ": " + Faults.describe(failure));
            } else {
              take(stream, pair);
            }
          });
    } catch (SocketException e) {
      failed.accept("no network for " + group + ": " + Faults.describe(e));
    }
  }

  /** False, and the pair is closed, if it came too late. */
  private boolean take(Stream stream, DatagramPair pair) {
    stream.pair = pair;
    if (closed) {
      pair.close();
      return false;
    }
    streams.add(stream);
    return true;
  }

  /** Takes what the camera said of a stream, and opens the way from it through firewalls. */
  void agreed(MediaStream agreed) {
    Stream stream = stream(agreed.rtpChannel());
    if (stream != null) {
      stream.agreed(agreed.agreed());
    }
  }

  /** Sends a report of the stream with that RTCP channel to where its packets come from. */
  void report(int rtcpChannel, ByteBuf report) {
    Stream stream = stream(rtcpChannel - 1);
    if (stream == null || stream.pair == null || stream.control == null) {
      report.release();
    } else {
      stream.pair.send(true, report, stream.control);
    }
  }

  private @Nullable Stream stream(int channel) {
    for (Stream stream : streams) {
      if (stream.channel == channel) {
        return stream;
      }
    }
    return null;
  }

  private static @Nullable InetAddress address(@Nullable String text) {
    return text == null ? null : NetUtil.createInetAddressFromIpAddressString(text.trim());
  }

  void close() {
    closed = true;
    for (Stream stream : streams) {
      if (stream.pair != null) {
        stream.pair.close();
      }
    }
    streams.clear();
  }

  private final class Stream implements DatagramPair.Receiver {
    private static final int RTP_HEADER = 12;

    private final int channel;
    private final ReorderBuffer order;
    private @Nullable DatagramPair pair;
    private @Nullable InetAddress announced;
    private @Nullable InetSocketAddress control;

    Stream(int channel) {
      this.channel = channel;
      this.order =
          new ReorderBuffer(
              (data, index, length, at) -> sink.packet(channel, data, index, length, at));
    }

    /** Without a server port nothing is sent until something has come. */
    void agreed(TransportHeader reply) {
      announced = address(reply.source());
      InetAddress sender = announced == null ? camera : announced;
      int port = reply.serverPort();
      if (port != 0 && pair != null && !reply.multicast()) {
        control = new InetSocketAddress(sender, port + 1);
        pair.send(false, emptyPacket(), new InetSocketAddress(sender, port));
        pair.send(true, emptyReport(), control);
      }
    }

    /** An RTP header of version 2 with nothing behind it, RFC 3550 §5.1. */
    private static ByteBuf emptyPacket() {
      return Unpooled.buffer(RTP_HEADER).writeByte(0x80).writeZero(RTP_HEADER - 1);
    }

    /** A receiver report about nobody, RFC 3550 §6.4.2. */
    private static ByteBuf emptyReport() {
      return Unpooled.buffer(8).writeByte(0x80).writeByte(201).writeShort(1).writeInt(0);
    }

    @Override
    public void received(boolean toControl, ByteBuf data, InetSocketAddress from) {
      InetAddress sender = from.getAddress();
      if (closed || !(anySource || sender.equals(camera) || sender.equals(announced))) {
        return;
      }
      int index = data.readerIndex();
      int length = data.readableBytes();
      if (toControl) {
        control = control == null ? from : control;
        sink.packet(channel + 1, data, index, length, nanos.getAsLong());
      } else {
        order.packet(data, index, length, nanos.getAsLong());
      }
    }
  }
}
