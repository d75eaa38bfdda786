package org.gatehouse.analytics.worker.redact;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Takes packets for a film, their stream and times set. */
interface PacketSink {
  /** Takes over what the packet holds. */
  void write(AVPacket packet) throws IOException;
}
