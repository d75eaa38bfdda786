package org.gatehouse.bench.media;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.gatehouse.contract.media.AccessUnit;

/** When a stream's pictures are shown, in ticks of 1/90000 s. Stateless. */
final class FrameTimes {
  private static final int USUAL_RATE = 25;

  private FrameTimes() {}

  /** Of a time as the stream counts it. */
  static long ticks(AVStream stream, long time) {
    AVRational base = stream.time_base();
    return av_rescale(time, (long) base.num() * AccessUnit.TICKS_PER_SECOND, base.den());
  }

  /** Of a picture by its number, where nothing tells its time. */
  static long evenly(AVStream stream, long number) {
    AVRational rate = stream.avg_frame_rate();
    return rate.num() > 0 && rate.den() > 0
        ? av_rescale(number, (long) rate.den() * AccessUnit.TICKS_PER_SECOND, rate.num())
        : number * (AccessUnit.TICKS_PER_SECOND / USUAL_RATE);
  }

  /** Pictures a second, in whole ones. */
  static int rate(AVStream stream) {
    AVRational rate = stream.avg_frame_rate();
    return rate.num() > 0 && rate.den() > 0
        ? Math.max(1, (int) Math.round((double) rate.num() / rate.den()))
        : USUAL_RATE;
  }
}
