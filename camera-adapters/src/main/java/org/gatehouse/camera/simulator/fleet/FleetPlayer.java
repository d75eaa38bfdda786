package org.gatehouse.camera.simulator.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.random.RandomGenerator;
import org.gatehouse.camera.simulator.media.InterleavedPath;
import org.gatehouse.camera.simulator.media.MediaPath;

/**
 * Sends one camera's pictures to one client, from a key picture on. A client too slow misses
 * pictures up to a key picture; they are counted. Owned by the event loop.
 */
final class FleetPlayer {
  private static final int REPORT_BYTES = 32;

  private final ByteBufAllocator buffers;
  private final MediaPath path;
  private final int channel;
  private final Counters counters;
  private final int source;
  private final int timestampBase;
  private int sequence;
  private boolean started;
  private boolean waiting = true;
  private int packets;
  private int octets;

  FleetPlayer(
      ByteBufAllocator buffers,
      MediaPath path,
      int channel,
      Counters counters,
      RandomGenerator random) {
    this.buffers = buffers;
    this.path = path;
    this.channel = channel;
    this.counters = counters;
    this.source = random.nextInt();
    this.timestampBase = random.nextInt();
    this.sequence = random.nextInt(1 << 16);
  }

  /**
   * Sends the picture that the feed stands at.
   *
   * @param ticks since the camera's start, 1/90000 s
   * @param ntp the 64-bit NTP time that the camera believes in
   * @param reportDue whether to tell it; the first picture always does
   */
  void picture(PictureFeed feed, int ticks, long ntp, boolean reportDue) {
    if (waiting && !feed.key()) {
      counters.skipped += started ? 1 : 0;
      return;
    }
    if (!path.writable()) {
      waiting = true;
      counters.skipped += started ? 1 : 0;
      return;
    }
    int size = feed.clip().size(feed.picture());
    ByteBuf out = buffers.directBuffer(size + REPORT_BYTES);
    boolean report = reportDue || !started;
    waiting = false;
    started = true;
    feed.clip().copy(feed.picture(), out);
    number(out, timestampBase + ticks);
    if (report) {
      report(out, ntp, timestampBase + ticks);
    }
    counters.units++;
    counters.bytes += out.readableBytes();
    path.send(out);
  }

  /** RFC 3550 §5.1: sequence number, timestamp and source of each packet. */
  private void number(ByteBuf out, int timestamp) {
    int end = out.writerIndex();
    for (int at = 0; at < end; ) {
      int length = out.getUnsignedShort(at + 2);
      out.setByte(at + 1, channel);
      out.setShort(at + 6, sequence);
      out.setInt(at + 8, timestamp);
      out.setInt(at + 12, source);
      sequence = (sequence + 1) & 0xffff;
      packets++;
      octets += length - ClipPacker.RTP_HEADER;
      at += ClipPacker.FRAME_HEADER + length;
    }
  }

  /** An RTCP sender report, RFC 3550 §6.4.1. */
  private void report(ByteBuf out, long ntp, int timestamp) {
    out.writeByte('$').writeByte(channel + 1).writeShort(28);
    out.writeByte(0x80).writeByte(200).writeShort(6);
    out.writeInt(source).writeLong(ntp).writeInt(timestamp);
    out.writeInt(packets).writeInt(octets);
  }

  /** Sends bytes that are no packets, where the path is a connection. */
  void garbage(byte[] bytes) {
    if (path instanceof InterleavedPath && path.writable()) {
      path.send(buffers.directBuffer(bytes.length).writeBytes(bytes));
    }
  }

  void close() {
    path.close();
  }
}
