package org.gatehouse.analytics.worker.redact;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Takes footage in the order of its times, pictures and sound each for themselves. */
public interface FilmSink {
  /** A picture, valid during the call. */
  void picture(AVFrame frame, long micros) throws IOException;

  /** A packet of sound, valid during the call; its times are wall-clock microseconds. */
  void sound(AVPacket packet, AVCodecParameters parameters) throws IOException;
}
