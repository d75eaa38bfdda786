package org.gatehouse.camera.simulator.onvif;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.gatehouse.camera.onvif.xml.XmlFormatException;
import org.gatehouse.camera.transport.Futures;

/** One HTTP connection to one device. Owned by the event loop. */
final class SoapHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final OnvifResponder device;

  SoapHandler(OnvifResponder device) {
    this.device = device;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (request.method().equals(HttpMethod.GET)) {
      send(context, device.get(request.uri(), authorization == null ? "" : authorization));
      return;
    }
    try {
      byte[] body = ByteBufUtil.getBytes(request.content());
      Asked asked = Asked.read(base(context), request.uri(), body, authorization);
      Futures.forget(
          device
              .answer(asked)
              .thenAccept(said -> context.executor().execute(() -> send(context, said))));
    } catch (XmlFormatException e) {
      send(context, Said.fault(400, "WellFormed", "no SOAP request"));
    }
  }

  private static String base(ChannelHandlerContext context) {
    InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
    return "http://" + local.getAddress().getHostAddress() + ":" + local.getPort();
  }

  private void send(ChannelHandlerContext context, Said said) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(said.status()),
            Unpooled.wrappedBuffer(said.body()));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(device.time().atOffset(ZoneOffset.UTC));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, said.type())
        .set(HttpHeaderNames.CONTENT_LENGTH, said.body().length)
        .set(HttpHeaderNames.DATE, date);
    said.challenges().forEach(c -> response.headers().add(HttpHeaderNames.WWW_AUTHENTICATE, c));
    Futures.forget(context.writeAndFlush(response));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Futures.forget(context.close());
  }
}
