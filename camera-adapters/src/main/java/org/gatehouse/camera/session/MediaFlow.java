package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/**
 * What flows in one conversation besides its messages: packets in, reports out, and the watch over
 * both. Owned by the session's event loop.
 */
final class MediaFlow {
  private static final int FRAME_HEADER = 4;

  private final Channel channel;
  private final SessionResources resources;
  private final SessionTimings timings;
  private final boolean anySource;
  private final MediaReceiver.Sink sink;
  private final int ownSsrc;

  private @Nullable MediaReceiver media;
  private @Nullable DatagramMedia datagrams;
  private LowerTransport lower = LowerTransport.TCP;
  private long bytes;
  private long readNanos;
  private long lastReportNanos;
  private long playingSinceNanos;

  /**
   * @param anySource whether datagrams of other hosts than the camera are taken
   * @param ownSsrc names us in reports
   */
  MediaFlow(
      Channel channel,
      SessionResources resources,
      SessionTimings timings,
      boolean anySource,
      int ownSsrc,
      MediaReceiver.Sink sink) {
    this.channel = channel;
    this.resources = resources;
    this.timings = timings;
    this.anySource = anySource;
    this.ownSsrc = ownSsrc;
    this.sink = sink;
  }

  /** Opens UDP ports for the stream of those channels. */
  void openPorts(int streamChannel, IntConsumer opened, Consumer<String> failed) {
    DatagramMedia ports = datagrams();
    if (ports == null) {
      failed.accept("no UDP beside this connection");
    } else {
      ports.open(streamChannel, opened, failed);
    }
  }

  private @Nullable DatagramMedia datagrams() {
    SocketAddress local = channel.localAddress();
    SocketAddress remote = channel.remoteAddress();
    if (datagrams == null
        && local instanceof InetSocketAddress here
        && remote instanceof InetSocketAddress there) {
      datagrams =
          new DatagramMedia(
              resources.datagrams(),
              here.getAddress(),
              there.getAddress(),
              anySource,
              resources.ticker()::nanos,
              this::datagram);
    }
    return datagrams;
  }

  /** All streams are agreed on; media may come from now on. */
  void agreed(List<MediaStream> streams, LowerTransport over, Consumer<String> failed) {
    lower = over;
    media = new MediaReceiver(streams, resources.wallClock(), ownSsrc, sink);
    DatagramMedia ports = over == LowerTransport.TCP ? null : datagrams();
    if (ports != null) {
      for (MediaStream stream : streams) {
        if (over == LowerTransport.MULTICAST) {
          ports.join(stream, failed);
        }
        ports.agreed(stream);
      }
    }
  }

  /** PLAY was answered. */
  void started(long nanos) {
    playingSinceNanos = nanos;
    lastReportNanos = nanos;
  }

  /** Counts what the connection gave, and takes the time of it: once for all packets in it. */
  void read(int count) {
    bytes += count;
    readNanos = resources.ticker().nanos();
  }

  void interleaved(int interleavedChannel, ByteBuf data, int index, int length) {
    if (media != null) {
      media.packet(interleavedChannel, data, index, length, readNanos);
    }
  }

  private void datagram(int streamChannel, ByteBuf data, int index, int length, long nanos) {
    bytes += length;
    if (media != null) {
      media.packet(streamChannel, data, index, length, nanos);
    }
  }

  /** Bytes that came since the last call. */
  long takeBytes() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }

  /** Packets missing since the last call. */
  long takeLostPackets() {
    return media == null ? 0 : media.takeLostPackets();
  }

  boolean anyMedia() {
    return media != null && media.anyMedia();
  }

  /** Sends receiver reports when it is time. */
  void report(long nanos) {
    if (media != null && nanos - lastReportNanos >= timings.receiverReport().toNanos()) {
      lastReportNanos = nanos;
      media.report(channel.alloc(), nanos, this::send);
    }
  }

  private void send(int rtcpChannel, ByteBuf report) {
    if (lower == LowerTransport.TCP) {
      ByteBuf framed = channel.alloc().buffer(FRAME_HEADER + report.readableBytes());
      framed.writeByte('$').writeByte(rtcpChannel).writeShort(report.readableBytes());
      framed.writeBytes(report);
      report.release();
      Futures.forget(channel.writeAndFlush(framed, channel.voidPromise()));
    } else if (datagrams != null) {
      datagrams.report(rtcpChannel, report);
    } else {
      report.release();
    }
  }

  /** How long the video has stood still past its deadline, in milliseconds; 0 if it has not. */
  long overdueMillis(long nanos) {
    boolean any = anyMedia();
    long since = any && media != null ? media.lastMediaNanos() : playingSinceNanos;
    long silentMillis = TimeUnit.NANOSECONDS.toMillis(nanos - since);
    return silentMillis >= limitMillis(any) ? silentMillis : 0;
  }

  private long limitMillis(boolean any) {
    if (any && media != null) {
      return Math.max(timings.stall().toMillis(), 3 * media.intervalMillis());
    }
    return lower == LowerTransport.TCP
        ? timings.firstMedia().toMillis()
        : timings.firstDatagram().toMillis();
  }

  /** What had to be left out so far, for the log; null if nothing. */
  @Nullable String troubles() {
    return media == null ? null : media.troubles();
  }

  /** Gives the ports back. */
  void close() {
    if (datagrams != null) {
      datagrams.close();
      datagrams = null;
    }
  }
}
