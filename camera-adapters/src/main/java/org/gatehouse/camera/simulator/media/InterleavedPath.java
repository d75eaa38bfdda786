package org.gatehouse.camera.simulator.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.gatehouse.camera.transport.Futures;

/** Inside the RTSP connection, RFC 2326 §10.12. */
public record InterleavedPath(Channel channel) implements MediaPath {
  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void send(ByteBuf packets) {
    Futures.forget(channel.writeAndFlush(packets, channel.voidPromise()));
  }

  @Override
  public void close() {}
}
