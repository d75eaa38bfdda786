package org.gatehouse.camera.simulator.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * UDP, RFC 2326 §12.39: RTP from one port, RTCP from the next, each packet a datagram, to one
 * client or to a group. What comes back is not read. A bad network loses and swaps packets here.
 * Owned by the event loop.
 */
public final class DatagramPath implements MediaPath {
  private static final Pattern CLIENT_PORT =
      Pattern.compile("client_port=(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int TRIES = 20;
  private static final int FRAME_HEADER = 4;

  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final Supplier<Network> network;
  private final String transport;
  private byte @Nullable [] held;
  private long packets;

  private DatagramPath(
      DatagramChannel rtp, DatagramChannel rtcp, Supplier<Network> network, String transport) {
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.network = network;
    this.transport = transport;
  }

  /**
   * Opens a pair of ports towards the client that asked.
   *
   * @param client the RTSP connection
   * @param asked its Transport header
   * @throws IOException if it asked for something else, or there are no ports
   */
  public static DatagramPath open(Channel client, String asked, Supplier<Network> network)
      throws IOException {
    Matcher ports = CLIENT_PORT.matcher(asked);
    if (!ports.find() || asked.contains("multicast")) {
      throw new IOException("no unicast ports asked for");
    }
    int rtpPort = Integer.parseInt(ports.group(1));
    int rtcpPort = ports.group(2) == null ? rtpPort + 1 : Integer.parseInt(ports.group(2));
    InetAddress to = ((InetSocketAddress) client.remoteAddress()).getAddress();
    DatagramChannel[] pair = pair(own(client));
    String transport =
        "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
            .formatted(rtpPort, rtcpPort, port(pair[0]), port(pair[1]));
    return towards(pair, to, rtpPort, rtcpPort, network, transport);
  }

  /**
   * Opens a pair of ports towards a group, on the network of the client that asked; the packets go
   * no farther than that network.
   *
   * @param client the RTSP connection
   * @param group with the port for RTP; RTCP goes to the next
   * @throws IOException if there are no ports, or the network carries no groups
   */
  public static DatagramPath multicast(
      Channel client, InetSocketAddress group, Supplier<Network> network) throws IOException {
    InetAddress own = own(client);
    NetworkInterface through = NetworkInterface.getByInetAddress(own);
    DatagramChannel[] pair = pair(own);
    try {
      for (DatagramChannel one : pair) {
        one.setOption(StandardSocketOptions.IP_MULTICAST_IF, through);
        one.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
      }
    } catch (IOException e) {
      pair[0].close();
      pair[1].close();
      throw e;
    }
    int port = group.getPort();
    String transport =
        "RTP/AVP;multicast;destination=%s;port=%d-%d;ttl=1"
            .formatted(group.getAddress().getHostAddress(), port, port + 1);
    return towards(pair, group.getAddress(), port, port + 1, network, transport);
  }

  private static DatagramPath towards(
      DatagramChannel[] pair,
      InetAddress to,
      int rtpPort,
      int rtcpPort,
      Supplier<Network> network,
      String transport)
      throws IOException {
    try {
      pair[0].connect(new InetSocketAddress(to, rtpPort));
      pair[1].connect(new InetSocketAddress(to, rtcpPort));
    } catch (IOException e) {
      pair[0].close();
      pair[1].close();
      throw e;
    }
    return new DatagramPath(pair[0], pair[1], network, transport);
  }

  private static InetAddress own(Channel client) {
    return ((InetSocketAddress) client.localAddress()).getAddress();
  }

  private static int port(DatagramChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private static DatagramChannel[] pair(InetAddress own) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      DatagramChannel rtp = bound(own, 0);
      try {
        return new DatagramChannel[] {rtp, bound(own, port(rtp) + 1)};
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
  public String transport() {
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
        int start = at + FRAME_HEADER;
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
    Network bad = network.get();
    if (bad.lose() > 0 && packets % bad.lose() == 0) {
      return;
    }
    if (bad.swap() > 0 && packets % bad.swap() == 0 && held == null) {
      held = new byte[length];
      out.getBytes(start, held);
      return;
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
