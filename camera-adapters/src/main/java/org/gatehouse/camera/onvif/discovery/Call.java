package org.gatehouse.camera.onvif.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One socket that calls for cameras and listens. Several calls, because datagrams get lost and
 * cameras answer late. Blocks its thread.
 */
final class Call {
  private static final long[] AT_MILLIS = {0, 500, 1500};
  private static final int MAX_ANSWER = 65_535;

  private final InetAddress local;
  private final InetSocketAddress to;
  private final Findings findings;

  /**
   * Ready to call.
   *
   * @param local the address of the interface that is called on
   * @param to a group, or one camera
   */
  Call(InetAddress local, InetSocketAddress to, Findings findings) {
    this.local = local;
    this.to = to;
    this.findings = findings;
  }

  /** Calls and listens for that long. */
  void run(Duration patience) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
      if (to.getAddress().isMulticastAddress()) {
        socket.setOption(
            StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(local));
      }
      long start = System.nanoTime();
      for (int i = 0; i <= AT_MILLIS.length; i++) {
        boolean last = i == AT_MILLIS.length;
        long until = last ? patience.toMillis() : Math.min(AT_MILLIS[i], patience.toMillis());
        listen(socket, start + until * 1_000_000);
        if (!last && AT_MILLIS[i] < patience.toMillis()) {
          send(socket);
        }
      }
    }
  }

  private void send(DatagramSocket socket) throws IOException {
    for (byte[] probe : ProbeMessage.all()) {
      socket.send(new DatagramPacket(probe, probe.length, to));
    }
  }

  private void listen(DatagramSocket socket, long untilNanos) throws IOException {
    byte[] buffer = new byte[MAX_ANSWER];
    while (!Thread.currentThread().isInterrupted()) {
      long left = (untilNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      socket.setSoTimeout((int) left);
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return;
      } catch (PortUnreachableException e) {
        continue;
      }
      findings.answer(Arrays.copyOf(buffer, packet.getLength()), packet.getAddress());
    }
  }

  /** The IPv4 addresses of this machine on which a call makes sense. */
  static List<InetAddress> interfaces() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(Call::usable)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .toList();
  }

  private static boolean usable(NetworkInterface candidate) {
    try {
      return candidate.isUp() && candidate.supportsMulticast() && !candidate.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }
}
