package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The last group of pictures before the wanted time of one segment, undecoded: without it the first
 * wanted picture cannot be decoded, and what lies before it need not be. One thread.
 */
final class LeadIn implements AutoCloseable {
  private final long fromMicros;
  private final Deque<AVPacket> group = new ArrayDeque<>();
  private boolean over;

  LeadIn(long fromMicros) {
    this.fromMicros = fromMicros;
  }

  /** Keeps a packet back for now; false from the first wanted one on. */
  boolean holds(AVPacket packet) {
    if (over || packet.pts() >= fromMicros) {
      return false;
    }
    if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
      close();
    }
    group.add(av_packet_clone(packet));
    return true;
  }

  /** Hands over what was kept, for the caller to free; nothing is kept from now on. */
  List<AVPacket> end() {
    over = true;
    List<AVPacket> kept = List.copyOf(group);
    group.clear();
    return kept;
  }

  @Override
  public void close() {
    group.forEach(packet -> av_packet_free(packet));
    group.clear();
  }
}
