package org.gatehouse.camera.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspWriter;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/** One client's connection: answers its requests, RFC 2326 §10. Owned by its event loop. */
final class ServerConnection extends ByteToMessageDecoder implements RtspStreamParser.Sink {
  private static final String METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER";
  private static final int TIMEOUT_SECONDS = 60;

  private final RtspStreamParser parser = new RtspStreamParser();
  private final CameraTable table;
  private final long client;
  private @Nullable ChannelHandlerContext context;
  private @Nullable SimulatedCamera camera;
  private @Nullable ClientStreams streams;

  ServerConnection(CameraTable table, long client) {
    this.table = table;
    this.client = client;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    streams = new ClientStreams(added.channel());
  }

  @Override
  protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out)
      throws RtspFormatException {
    parser.parse(in, this);
  }

  /** Receiver reports; nothing is done with them. */
  @Override
  public void interleaved(int channel, ByteBuf data, int index, int length) {}

  @Override
  public void message(RtspMessage message) {
    if (message instanceof RtspRequest request) {
      answer(request);
    }
  }

  private void answer(RtspRequest request) {
    SimulatedCamera asked = table.find(request.uri());
    if (asked == null) {
      boolean everything = request.method().equals("OPTIONS");
      reply(request, everything ? 200 : 404, everything ? "OK" : "Not Found", RtspHeaders.EMPTY);
    } else if (!asked.lets(request)) {
      RtspHeaders challenge =
          RtspHeaders.EMPTY.with("WWW-Authenticate", asked.verifier().challenge());
      reply(request, 401, "Unauthorized", challenge);
    } else {
      serve(request, asked);
    }
  }

  private void serve(RtspRequest request, SimulatedCamera asked) {
    switch (request.method()) {
      case "OPTIONS" -> ok(request, RtspHeaders.EMPTY.with("Public", METHODS));
      case "DESCRIBE" -> describe(request, asked);
      case "SETUP" -> setup(request, asked);
      case "PLAY" -> play(request, asked);
      case "GET_PARAMETER" -> ok(request, session());
      case "TEARDOWN" -> {
        stop();
        ok(request, session());
      }
      default -> reply(request, 501, "Not Implemented", RtspHeaders.EMPTY);
    }
  }

  private void describe(RtspRequest request, SimulatedCamera asked) {
    byte[] sdp = SdpText.of(asked.script()).getBytes(StandardCharsets.UTF_8);
    RtspHeaders headers =
        RtspHeaders.EMPTY
            .with("Content-Base", request.uri() + "/")
            .with("Content-Type", "application/sdp");
    reply(request, 200, "OK", headers, sdp);
  }

  private void setup(RtspRequest request, SimulatedCamera asked) {
    String wanted = request.headers().first("Transport");
    if (streams == null) {
      return;
    }
    try {
      int track = SdpText.track(request.uri());
      String agreed = streams.setUp(asked, track, wanted == null ? "" : wanted);
      ok(request, session().with("Transport", agreed));
    } catch (IOException e) {
      reply(request, 461, "Unsupported Transport", RtspHeaders.EMPTY);
    }
  }

  private void play(RtspRequest request, SimulatedCamera asked) {
    ok(request, session().with("Range", "npt=0.000-"));
    if (streams != null && context != null) {
      camera = asked;
      table.playing(asked, context.channel());
      streams.play(asked, table.events(asked, client));
    }
  }

  private RtspHeaders session() {
    return RtspHeaders.EMPTY.with("Session", client + ";timeout=" + TIMEOUT_SECONDS);
  }

  private void ok(RtspRequest request, RtspHeaders headers) {
    reply(request, 200, "OK", headers);
  }

  private void reply(RtspRequest request, int status, String reason, RtspHeaders headers) {
    reply(request, status, reason, headers, new byte[0]);
  }

  private void reply(
      RtspRequest request, int status, String reason, RtspHeaders headers, byte[] body) {
    if (context == null) {
      return;
    }
    String number = request.headers().first("CSeq");
    RtspHeaders all = headers.with("CSeq", number == null ? "0" : number);
    ByteBuf out = context.alloc().buffer();
    RtspWriter.write(new RtspResponse(status, reason, all, body), out);
    Futures.forget(context.writeAndFlush(out, context.voidPromise()));
  }

  private void stop() {
    if (streams != null) {
      streams.stop();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) throws Exception {
    super.channelInactive(from);
    if (camera != null) {
      table.gone(camera, from.channel());
    }
    stop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    Futures.forget(from.close());
  }
}
