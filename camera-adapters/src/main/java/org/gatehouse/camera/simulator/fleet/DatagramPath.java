package org.gatehouse.camera.simulator.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Unicast UDP, RFC 2326 §12.39: RTP from one port, RTCP from the next, each packet a datagram. What
 * the client sends back is not read. A bad network loses and swaps packets here. Owned by the event
 * loop.
 */
final class DatagramPath implements MediaPath {
  private static final Pattern CLIENT_PORT =
      Pattern.compile("client_port=(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int TRIES = 20;

  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final FleetCamera camera;
  private final String transport;
  private byte @Nullable [] held;
  private long packets;

  private DatagramPath(
      DatagramChannel rtp, DatagramChannel rtcp, FleetCamera camera, String transport) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.camera = camera;
    this.transport = transport;
  }

  /**
   * Opens a pair of ports towards the client that asked.
   *
   * @throws IOException if it asked for something else, or there are no ports
   */
  static DatagramPath open(Channel channel, String asked, FleetCamera camera) throws IOException {
    Matcher ports = CLIENT_PORT.matcher(asked);
    if (!ports.find() || asked.contains("multicast")) {
      throw new IOException("no unicast ports asked for");
    }
    int rtpPort = Integer.parseInt(ports.group(1));
    int rtcpPort = ports.group(2) == null ? rtpPort + 1 : Integer.parseInt(ports.group(2));
    InetAddress own = ((InetSocketAddress) channel.localAddress()).getAddress();
    InetAddress client = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    for (int tries = 0; tries < TRIES; tries++) {
      DatagramChannel rtp = bound(own, 0);
      int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
      try {
        DatagramChannel rtcp = bound(own, port + 1);
        rtp.connect(new InetSocketAddress(client, rtpPort));
        rtcp.connect(new InetSocketAddress(client, rtcpPort));
        String transport =
            "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
                .formatted(rtpPort, rtcpPort, port, port + 1);
        return new DatagramPath(rtp, rtcp, camera, transport);
      } catch (IOException e) {
        rtp.close();
      }
    }
    throw new IOException("no pair of free ports");
  }

  private static DatagramChannel bound(InetAddress address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(address, port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The reply's Transport header. */
  String transport() {
    return transport;
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public void send(ByteBuf out) {
    try {
      int end = out.writerIndex();
      for (int at = 0; at < end; ) {
        int length = out.getUnsignedShort(at + 2);
        int start = at + ClipPacker.FRAME_HEADER;
        if (out.getByte(at + 1) == 0) {
          packet(out, start, length);
        } else {
          write(rtcp, out.nioBuffer(start, length));
        }
        at = start + length;
      }
    } finally {
      out.release();
    }
  }

  private void packet(ByteBuf out, int start, int length) {
    packets++;
    if (camera.fault() instanceof FleetFault.BadNetwork bad) {
      if (bad.lose() > 0 && packets % bad.lose() == 0) {
        return;
      }
      if (bad.swap() > 0 && packets % bad.swap() == 0 && held == null) {
        held = new byte[length];
        out.getBytes(start, held);
        return;
      }
    }
    write(rtp, out.nioBuffer(start, length));
    if (held != null) {
      write(rtp, ByteBuffer.wrap(held));
      held = null;
    }
  }

  /** A datagram that does not leave is a lost one; nobody listening is the client's matter. */
  private static void write(DatagramChannel channel, ByteBuffer packet) {
    try {
      channel.write(packet);
    } catch (IOException e) {
      packet.clear();
    }
  }

  @Override
  public void close() {
    try {
      rtp.close();
      rtcp.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
