package org.gatehouse.camera.republish;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.RtspStreamReader;
import org.gatehouse.camera.transport.Futures;
import org.jspecify.annotations.Nullable;

/** Bytes of one connection become requests; one that falls silent is closed. Event loop only. */
final class ClientHandler extends ChannelInboundHandlerAdapter implements RtspStreamParser.Sink {
  /** Fired when a datagram of the client came. */
  static final Object HEARD = new Object();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 16;
  private static final int UNUSED_SECONDS = 30;
  private static final int LOOK_SECONDS = 5;

  private final House house;
  private @Nullable Client client;
  private @Nullable RtspStreamReader reader;
  private @Nullable ScheduledFuture<?> looking;
  private long heardNanos;

  ClientHandler(House house) {
    this.house = house;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    client = new Client(house, context.channel(), ClientHandler::unguessable);
    reader = new RtspStreamReader(this, context.alloc());
    heard();
    looking =
        context
            .executor()
            .scheduleAtFixedRate(() -> look(context), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private static String unguessable() {
    byte[] bytes = new byte[NONCE_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void heard() {
    heardNanos = house.settings().ticker().nanos();
  }

  private void look(ChannelHandlerContext context) {
    Client present = client;
    int patience = present == null ? UNUSED_SECONDS : present.patienceSeconds(UNUSED_SECONDS);
    long silent = house.settings().ticker().nanos() - heardNanos;
    if (patience > 0 && silent > TimeUnit.SECONDS.toNanos(patience)) {
      gone("the client fell silent");
      Futures.forget(context.close());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    try {
      RtspStreamReader present = reader;
      if (message instanceof ByteBuf data && present != null) {
        present.read(data);
      }
    } catch (RtspFormatException e) {
      gone("the client is not understood: " + e.getMessage());
      Futures.forget(context.close());
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** Receiver reports: they say no more than that the client is there. */
  @Override
  public void interleaved(int channel, ByteBuf data, int index, int length) {
    heard();
  }

  @Override
  public void message(RtspMessage message) {
    heard();
    Client present = client;
    if (message instanceof RtspRequest request && present != null) {
      present.request(request);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == HEARD) {
      heard();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    gone("the client hung up");
    super.channelInactive(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    gone("the connection was closed");
    if (looking != null) {
      looking.cancel(false);
    }
    RtspStreamReader last = reader;
    reader = null;
    if (last != null) {
      last.close();
    }
  }

  private void gone(String why) {
    Client last = client;
    client = null;
    if (last != null) {
      last.gone(why);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    gone(String.valueOf(cause.getMessage()));
    Futures.forget(context.close());
  }
}
