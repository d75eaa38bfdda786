package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sound that MP4 takes, copied packet by packet. */
final class CopiedSound implements SoundTrack {
  private static final AVRational MICROS = av_make_q(1, 1_000_000);

  private final AVStream stream;
  private final long startMicros;
  private long last = -1;

  CopiedSound(AVFormatContext file, SoundFormat format, long startMicros) {
    this.stream = avformat_new_stream(file, null);
    this.startMicros = startMicros;
    format.describe(stream.codecpar());
    stream.time_base().num(1).den(format.rate());
  }

  @Override
  public void take(AVPacket packet, PacketSink film) throws IOException {
    if (packet.pts() < startMicros) {
      return;
    }
    packet.pts(packet.pts() - startMicros);
    packet.dts(packet.pts());
    packet.stream_index(stream.index());
    packet.pos(-1);
    av_packet_rescale_ts(packet, MICROS, stream.time_base());
    // Segments begin to the millisecond, so the seam may go back by a sample or two.
    last = Math.max(last + 1, packet.pts());
    packet.pts(last).dts(last);
    film.write(packet);
  }

  @Override
  public void end(PacketSink film) {}

  @Override
  public void close() {}
}
