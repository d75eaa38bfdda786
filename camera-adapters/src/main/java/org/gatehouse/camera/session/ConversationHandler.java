package org.gatehouse.camera.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspStreamReader;
import org.gatehouse.camera.transport.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds what a connection reads to its conversation. */
final class ConversationHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationHandler.class);

  private final Conversation conversation;
  private final RtspStreamReader reader;
  private String how = "the camera closed the connection";

  ConversationHandler(Conversation conversation, ByteBufAllocator memory) {
    this.conversation = conversation;
    this.reader = new RtspStreamReader(conversation, memory);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message)
      throws RtspFormatException {
    ByteBuf data = (ByteBuf) message;
    try {
      conversation.read(data.readableBytes());
      reader.read(data);
    } finally {
      conversation.skipped(reader.takeSkipped());
      data.release();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    reader.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    conversation.closed(how, reader.unread());
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
