package org.gatehouse.analytics.worker.redact;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** The sound of a film. One thread. */
sealed interface SoundTrack extends AutoCloseable permits CopiedSound, CodedSound {
  /** Adds a track to a file that is not begun. */
  static SoundTrack in(AVFormatContext file, SoundFormat format, long startMicros)
      throws IOException {
    return format.fitsMp4()
        ? new CopiedSound(file, format, startMicros)
        : new CodedSound(file, format, startMicros);
  }

  /** Takes a packet whose times are wall-clock microseconds. */
  void take(AVPacket packet, PacketSink film) throws IOException;

  /** No more packets come. */
  void end(PacketSink film) throws IOException;

  @Override
  void close();
}
