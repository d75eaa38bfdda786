package org.gatehouse.camera.republish;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.gatehouse.camera.transport.DatagramPair;
import org.gatehouse.camera.transport.Futures;

/** How one track's packets get to the client. Any thread. */
sealed interface Way {
  /** For the log. */
  String carrier();

  /** What the reply's Transport header says. */
  String transport();

  /** The channel that packets are framed with. */
  int channel();

  /** Whether the client keeps up. */
  boolean writable();

  /** Sends framed packets; takes the buffer over. */
  void send(ByteBuf packets) throws InterruptedException;

  /** The session is over. */
  void close();

  /** Inside the RTSP connection, RFC 2326 §10.12. */
  record Interleaved(Channel connection, int channel, int control) implements Way {
    @Override
    public String carrier() {
      return "TCP";
    }

    @Override
    public String transport() {
      return "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + control;
    }

    @Override
    public boolean writable() {
      return connection.isWritable();
    }

    @Override
    public void send(ByteBuf packets) {
      Futures.forget(connection.writeAndFlush(packets));
    }

    @Override
    public void close() {}
  }

  /**
   * UDP, RFC 2326 §12.39, to where the RTSP connection comes from and nowhere else. A large picture
   * goes out a few packets at a time, so that it does not run over in the client's socket.
   */
  record Datagrams(DatagramPair pair, InetSocketAddress rtp, InetSocketAddress rtcp)
      implements Way {
    private static final int AT_ONCE = 24;
    private static final Duration BREATH = Duration.ofMillis(1);

    @Override
    public String carrier() {
      return "UDP";
    }

    @Override
    public String transport() {
      return "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
          .formatted(rtp.getPort(), rtcp.getPort(), pair.port(), pair.port() + 1);
    }

    @Override
    public int channel() {
      return 0;
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void send(ByteBuf packets) throws InterruptedException {
      try {
        for (int sent = 1; packets.isReadable(); sent++) {
          packets.skipBytes(1);
          boolean control = packets.readByte() != 0;
          ByteBuf packet = packets.readRetainedSlice(packets.readUnsignedShort());
          pair.send(control, packet, control ? rtcp : rtp);
          if (sent % AT_ONCE == 0) {
            Thread.sleep(BREATH);
          }
        }
      } finally {
        packets.release();
      }
    }

    @Override
    public void close() {
      pair.close();
    }
  }
}
