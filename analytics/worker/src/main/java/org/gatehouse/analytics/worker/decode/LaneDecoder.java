package org.gatehouse.analytics.worker.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one lane's access units. Begins at a random-access unit; after an error waits for the
 * next one. One thread.
 */
public final class LaneDecoder implements AutoCloseable {
  /** Pictures out of order are milliseconds apart; more than this is a clock that was set back. */
  private static final long CLOCK_STEP_MICROS = 60_000_000;

  private final Masks masks;
  private final BgrConverter converter = new BgrConverter();
  private @Nullable VideoDecoder decoder;
  private @Nullable ParameterSets parameters;
  private @Nullable AVFrame picture;
  private boolean inSync;
  private long lastMicros;
  private long errors;

  /**
   * For one lane.
   *
   * @param masks covered in every picture: nothing behind the decoder sees what lies under them
   */
  public LaneDecoder(Masks masks) {
    this.masks = masks;
  }

  /** Loads the natives, so that the first access unit does not pay for it. */
  public static void preload() {
    Loader.load(avcodec.class);
    Loader.load(swscale.class);
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    av_log_set_level(AV_LOG_QUIET);
  }

  /** FFmpeg's own name of its version. */
  public static String ffmpegVersion() {
    return av_version_info().getString();
  }

  /**
   * Gives the decoder an access unit.
   *
   * @return false if it was not decoded: it is broken, or a random-access unit is awaited
   */
  public boolean push(AccessUnit unit) {
    picture = null;
    boolean sameStream = unit.parameters().equals(parameters);
    if (!unit.randomAccess() && !(inSync && sameStream)) {
      inSync = false;
      return false;
    }
    if (!inSync || !sameStream) {
      begin(unit.parameters());
    }
    VideoDecoder current = decoder;
    if (current != null && current.send(unit)) {
      return true;
    }
    errors++;
    inSync = false;
    return false;
  }

  /** Whether the decoder gives another picture for what was pushed; the calls after speak of it. */
  public boolean next() {
    VideoDecoder current = decoder;
    picture = current == null || !inSync ? null : current.receive();
    if (picture == null) {
      return false;
    }
    long micros = timeOf(picture);
    lastMicros =
        lastMicros - micros > CLOCK_STEP_MICROS ? micros : Math.max(lastMicros + 1, micros);
    return true;
  }

  /**
   * When the access unit of the picture came, epoch microseconds; rises from picture to picture.
   */
  public long micros() {
    return lastMicros;
  }

  /** The picture as CV_8UC3, masks covered, valid until the next one. */
  public Mat bgr() {
    AVFrame current = picture;
    if (current == null) {
      throw new IllegalStateException("no picture");
    }
    Mat bgr = converter.convert(current);
    masks.burn(bgr);
    return bgr;
  }

  /** Access units that were broken so far. */
  public long errors() {
    return errors;
  }

  /** Waits for a random-access unit, as at the start; times may then begin earlier again. */
  public void restart() {
    inSync = false;
    lastMicros = 0;
  }

  private long timeOf(AVFrame frame) {
    return frame.pts() == AV_NOPTS_VALUE ? lastMicros + 1 : frame.pts();
  }

  private void begin(ParameterSets now) {
    if (decoder != null && now.equals(parameters)) {
      decoder.flush();
    } else {
      closeDecoder();
      decoder = new VideoDecoder(now, false);
      parameters = now;
    }
    inSync = true;
  }

  private void closeDecoder() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
    picture = null;
  }

  @Override
  public void close() {
    closeDecoder();
    converter.close();
  }
}
