package org.gatehouse.camera.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Puts the RTP packets of datagrams back into order. What comes in order passes through untouched;
 * what comes early is copied and waits, until the missing ones have come or too many, too much or
 * too long are waiting: then the missing are skipped. Duplicates and late ones are dropped. A jump
 * farther than the buffer is a sender that began anew. Not thread-safe.
 */
public final class ReorderBuffer {
  /** Most packets that wait. */
  public static final int MOST_PACKETS = 512;

  private static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final long MOST_NANOS = 250_000_000;
  private static final int CYCLE = 1 << 16;
  private static final int HEADER = 12;

  /** Takes packets in order, each valid in the call. */
  public interface Sink {
    /** {@code length} bytes of {@code data} from {@code index}, come at {@code nanos}. */
    void packet(ByteBuf data, int index, int length, long nanos);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(byte[] packet, long nanos) {}

  private final Sink sink;
  private final @Nullable Held[] waiting = new Held[MOST_PACKETS];
  private boolean started;
  private int expected;
  private int count;
  private int bytes;
  private long dropped;

  /** Ordered packets go to {@code sink}. */
  public ReorderBuffer(Sink sink) {
    this.sink = sink;
  }

  /** Takes a packet as it came; what is too short to be one is dropped. */
  public void packet(ByteBuf data, int index, int length, long nanos) {
    if (length < HEADER) {
      return;
    }
    int sequence = data.getUnsignedShort(index + 2);
    int ahead = started ? (sequence - expected) & (CYCLE - 1) : 0;
    if (ahead >= CYCLE - MOST_PACKETS) {
      dropped++;
      return;
    }
    if (ahead >= MOST_PACKETS) {
      release(count);
      ahead = 0;
    }
    if (ahead == 0) {
      started = true;
      expected = (sequence + 1) & (CYCLE - 1);
      sink.packet(data, index, length, nanos);
      drain();
    } else {
      hold(data, index, length, nanos, sequence);
    }
    if (count > 0) {
      giveUpLate(nanos);
    }
  }

  private void hold(ByteBuf data, int index, int length, long nanos, int sequence) {
    int slot = sequence % MOST_PACKETS;
    if (waiting[slot] != null) {
      dropped++;
      return;
    }
    byte[] copy = new byte[length];
    data.getBytes(index, copy);
    waiting[slot] = new Held(copy, nanos);
    count++;
    bytes += length;
    if (bytes > MOST_BYTES) {
      release(count);
    }
  }

  /** Sends what follows without a gap. */
  private void drain() {
    while (count > 0 && waiting[expected % MOST_PACKETS] != null) {
      sendSlot(expected % MOST_PACKETS);
      expected = (expected + 1) & (CYCLE - 1);
    }
  }

  private void giveUpLate(long nanos) {
    while (count > 0 && nanos - oldestArrival() > MOST_NANOS) {
      release(1);
      drain();
    }
  }

  private long oldestArrival() {
    long oldest = Long.MAX_VALUE;
    for (int slot = 0; slot < MOST_PACKETS; slot++) {
      Held held = waiting[slot];
      if (held != null) {
        oldest = Math.min(oldest, held.nanos);
      }
    }
    return oldest;
  }

  /** Skips to the next packets that wait and sends {@code most} of them. */
  private void release(int most) {
    int left = most;
    while (count > 0 && left > 0) {
      int slot = expected % MOST_PACKETS;
      if (waiting[slot] != null) {
        sendSlot(slot);
        left--;
      }
      expected = (expected + 1) & (CYCLE - 1);
    }
  }

  private void sendSlot(int slot) {
    Held held = waiting[slot];
    if (held != null) {
      waiting[slot] = null;
      count--;
      bytes -= held.packet.length;
      sink.packet(Unpooled.wrappedBuffer(held.packet), 0, held.packet.length, held.nanos);
    }
  }

  /** Packets that came twice or too late so far. */
  public long dropped() {
    return dropped;
  }

  /** Packets that wait now. */
  public int waiting() {
    return count;
  }
}
