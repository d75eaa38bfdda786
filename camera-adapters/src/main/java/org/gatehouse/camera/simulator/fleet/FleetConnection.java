package org.gatehouse.camera.simulator.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspWriter;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.simulator.media.DatagramPath;
import org.gatehouse.camera.simulator.media.InterleavedPath;
import org.gatehouse.camera.simulator.media.MediaPath;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/** One client of one camera: answers its requests, RFC 2326 §10. Owned by the event loop. */
final class FleetConnection extends ByteToMessageDecoder implements RtspStreamParser.Sink {
  private static final String METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER";
  private static final int TIMEOUT_SECONDS = 60;

  private final RtspStreamParser parser = new RtspStreamParser();
  private final FleetCamera camera;
  private final Channel channel;
  private final String session;
  private @Nullable MediaPath path;
  private @Nullable FleetPlayer player;
  private int rtpChannel;

  FleetConnection(FleetCamera camera, Channel channel, long number) {
    this.camera = camera;
    this.channel = channel;
    this.session = number + ";timeout=" + TIMEOUT_SECONDS;
  }

  /** Ends a connection as a device does that lost its power: RST instead of FIN. */
  static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    Futures.forget(channel.close());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    camera.connected(channel);
  }

  @Override
  protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out)
      throws RtspFormatException {
    if (camera.forgot(channel)) {
      in.skipBytes(in.readableBytes());
    } else {
      parser.parse(in, this);
    }
  }

  /** Receiver reports; nothing is done with them. */
  @Override
  public void interleaved(int from, ByteBuf data, int index, int length) {}

  @Override
  public void message(RtspMessage message) {
    if (message instanceof RtspRequest request) {
      if (camera.lets(request)) {
        serve(request);
      } else {
        RtspHeaders headers = RtspHeaders.EMPTY.with("WWW-Authenticate", camera.challenge());
        reply(request, 401, "Unauthorized", headers, new byte[0]);
      }
    }
  }

  private void serve(RtspRequest request) {
    switch (request.method()) {
      case "OPTIONS" -> ok(request, RtspHeaders.EMPTY.with("Public", METHODS));
      case "DESCRIBE" -> describe(request);
      case "SETUP" -> setup(request);
      case "PLAY" -> play(request);
      case "GET_PARAMETER" -> ok(request, session());
      case "TEARDOWN" -> {
        stop();
        ok(request, session());
      }
      default -> reply(request, 501, "Not Implemented", RtspHeaders.EMPTY, new byte[0]);
    }
  }

  private void describe(RtspRequest request) {
    RtspHeaders headers =
        RtspHeaders.EMPTY
            .with("Content-Base", request.uri() + "/")
            .with("Content-Type", "application/sdp");
    byte[] sdp = camera.sdp().getBytes(StandardCharsets.UTF_8);
    Runnable answer = () -> reply(request, 200, "OK", headers, sdp);
    if (camera.fault() instanceof FleetFault.SlowStart slow) {
      Futures.forget(
          channel.eventLoop().schedule(answer, slow.delay().toMillis(), TimeUnit.MILLISECONDS));
    } else {
      answer.run();
    }
  }

  private void setup(RtspRequest request) {
    String wanted = request.headers().first("Transport");
    String transport = wanted == null ? "" : wanted;
    if (TransportHeader.parse(transport, 0).protocol().contains("TCP")) {
      rtpChannel = TransportHeader.parse(transport, 0).rtpChannel();
      path = new InterleavedPath(channel);
      String channels = rtpChannel + "-" + (rtpChannel + 1);
      ok(request, session().with("Transport", "RTP/AVP/TCP;unicast;interleaved=" + channels));
      return;
    }
    try {
      DatagramPath datagrams = DatagramPath.open(channel, transport, camera::network);
      closePath();
      path = datagrams;
      rtpChannel = 0;
      ok(request, session().with("Transport", datagrams.transport()));
    } catch (IOException e) {
      reply(request, 461, "Unsupported Transport", RtspHeaders.EMPTY, new byte[0]);
    }
  }

  private void play(RtspRequest request) {
    if (path == null) {
      reply(request, 455, "Method Not Valid in This State", RtspHeaders.EMPTY, new byte[0]);
      return;
    }
    ok(request, session().with("Range", "npt=0.000-"));
    if (player == null) {
      player = camera.play(channel, path, rtpChannel);
    }
  }

  private RtspHeaders session() {
    return RtspHeaders.EMPTY.with("Session", session);
  }

  private void ok(RtspRequest request, RtspHeaders headers) {
    reply(request, 200, "OK", headers, new byte[0]);
  }

  private void reply(
      RtspRequest request, int status, String reason, RtspHeaders headers, byte[] body) {
    String number = request.headers().first("CSeq");
    RtspHeaders all = headers.with("CSeq", number == null ? "0" : number);
    ByteBuf out = channel.alloc().buffer();
    RtspWriter.write(new RtspResponse(status, reason, all, body), out);
    Futures.forget(channel.writeAndFlush(out, channel.voidPromise()));
  }

  private void stop() {
    if (player != null) {
      camera.stop(player);
      player = null;
    }
    closePath();
  }

  private void closePath() {
    if (path != null) {
      path.close();
      path = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) throws Exception {
    super.channelInactive(from);
    camera.disconnected(channel);
    stop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    Futures.forget(from.close());
  }
}
