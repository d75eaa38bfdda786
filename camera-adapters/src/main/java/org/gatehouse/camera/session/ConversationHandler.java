package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.List;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.transport.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds what a connection reads to its conversation. */
final class ConversationHandler extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationHandler.class);

  private final RtspStreamParser parser = new RtspStreamParser();
  private final Conversation conversation;
  private int unread;
  private String how = "the camera closed the connection";

  ConversationHandler(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof ByteBuf data) {
      conversation.read(data.readableBytes());
    }
    super.channelRead(context, message);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws RtspFormatException {
    parser.parse(in, conversation);
    unread = in.readableBytes();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    conversation.closed(how, unread);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    Throwable cause = failure instanceof DecoderException ? failure.getCause() : failure;
    switch (cause) {
      case RtspFormatException e -> conversation.failed(Faults.describe(e));
      case IOException e -> {
        how = "the connection broke: " + Faults.describe(e);
        Futures.forget(context.close());
      }
      case null, default -> {
        LOG.error("session failed at {}", conversation.stepName(), cause);
        conversation.failed("an internal error, see the log");
      }
    }
  }
}
