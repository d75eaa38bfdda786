package org.gatehouse.camera.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IoThreadsTest {
  private static final int DATAGRAMS = 200;

  /** How many came in each look. */
  private static final class Looks extends SimpleChannelInboundHandler<DatagramPacket> {
    final BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
    private int count;

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      count++;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      counts.add(count);
      count = 0;
    }
  }

  /** A camera of 2 Mbit/s sends 15 datagrams in the time between two looks. */
  @Test
  void datagrams_manySinceTheLastLook_allComeInOneLook() throws Exception {
    try (IoThreads threads = IoThreads.paced("test", 1, Duration.ofMillis(80))) {
      EventLoop loop = threads.next();
      Looks looks = new Looks();
      Channel channel =
          threads
              .datagrams(loop)
              .handler(looks)
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .sync()
              .channel();
      CountDownLatch sent = new CountDownLatch(1);
      Futures.forget(
          loop.submit(
              () -> {
                sent.await();
                return null;
              }));
      send((InetSocketAddress) channel.localAddress());
      sent.countDown();
      assertThat(looks.counts.poll(10, TimeUnit.SECONDS)).isEqualTo(DATAGRAMS);
    }
  }

  /** Cameras' bursts wait there between two looks; where it is not given, the system decides. */
  @Test
  void connection_asFarAsTheSystemAllows_hasRoomForTwoSecondsOfVideo() throws Exception {
    Path most = Path.of("/proc/sys/net/core/rmem_max");
    boolean allowed =
        Files.exists(most)
            && Long.parseLong(Files.readAllLines(most).getFirst()) >= ReceiveRoom.WANTED;
    assertThat(ReceiveRoom.given()).isEqualTo(allowed);
    try (IoThreads threads = IoThreads.start("test", 1);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel channel =
          threads
              .client(threads.next())
              .handler(new ChannelInboundHandlerAdapter())
              .connect(server.getLocalSocketAddress())
              .sync()
              .channel();
      assertThat(channel.config().getOption(ChannelOption.SO_RCVBUF))
          .isGreaterThanOrEqualTo(allowed ? ReceiveRoom.WANTED : 1);
      channel.close().sync();
    }
  }

  private static void send(InetSocketAddress to) throws IOException {
    try (DatagramChannel sender = DatagramChannel.open()) {
      for (int i = 0; i < DATAGRAMS; i++) {
        sender.send(ByteBuffer.allocate(1400), to);
      }
    }
  }
}
