package org.gatehouse.analytics.worker.redact;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.gatehouse.analytics.worker.decode.VideoDecoder;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Covers the masks in each picture of a live stream and codes it anew, one picture in and one out.
 * What cannot be decoded does not come out. One thread.
 */
public final class LiveMask implements AutoCloseable {
  /** Pictures a second of a smaller stream; the encoder spends its bits by it. */
  private static final int USUAL_RATE = 15;

  private static final int TICKS = FilmWriter.TIMESCALE / USUAL_RATE;

  /** Pictures after which one that did not come out will not. */
  private static final int LONGEST_WAIT = 1000;

  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int TYPE = 0x1f;

  private final Painter painter;

  /** Numbers of key pictures that did not come out yet. */
  private final Set<Long> keys = new HashSet<>();

  private @Nullable VideoDecoder decoder;
  private @Nullable ParameterSets decoded;
  private @Nullable PictureEncoder encoder;
  private @Nullable Canvas canvas;
  private @Nullable PictureSize size;
  private @Nullable ParameterSets coded;
  private long pictures;

  /** With those masks. */
  public LiveMask(Masks masks) {
    this.painter = new Painter(masks);
  }

  /**
   * Covers a picture.
   *
   * @param unit its number in place of its time, growing; the first is a key picture, as is the
   *     first with other parameter sets
   * @return what comes out, under their numbers
   */
  public List<AccessUnit> cover(AccessUnit unit) throws IOException {
    List<AccessUnit> out = new ArrayList<>();
    if (unit.randomAccess()) {
      keys.removeIf(number -> number < unit.epochMicros() - LONGEST_WAIT);
      keys.add(unit.epochMicros());
    }
    VideoDecoder open = decoder(unit.parameters());
    if (open.send(unit)) {
      for (AVFrame frame = open.receive(); frame != null; frame = open.receive()) {
        code(frame, out);
      }
    }
    return out;
  }

  private VideoDecoder decoder(ParameterSets parameters) {
    VideoDecoder open = decoder;
    if (open == null || !parameters.equals(decoded)) {
      if (open != null) {
        open.close();
      }
      open = new VideoDecoder(parameters, false);
      decoder = open;
      decoded = parameters;
    }
    return open;
  }

  private void code(AVFrame frame, List<AccessUnit> out) throws IOException {
    PictureSize now = PictureSize.of(frame.width(), frame.height());
    Canvas shownOn = canvas;
    PictureEncoder codes = encoder;
    if (codes == null || shownOn == null || !now.equals(size)) {
      closeCoder();
      size = now;
      shownOn = new Canvas(now.width(), now.height());
      canvas = shownOn;
      codes = new PictureEncoder(now, frame, USUAL_RATE);
      encoder = codes;
      coded = parameters(codes, now);
    }
    long number = frame.pts();
    boolean key = keys.remove(number);
    AVFrame shown = shownOn.show(frame);
    painter.paint(shown, List.of());
    shown.pts(TICKS * pictures++);
    shown.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    codes.send(shown);
    for (AVPacket packet = codes.receive(); packet != null; packet = codes.receive()) {
      out.add(unit(packet, number));
    }
  }

  private AccessUnit unit(AVPacket packet, long number) throws IOException {
    ParameterSets parameters = coded;
    if (parameters == null) {
      throw new IOException("a picture without parameter sets");
    }
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    return new AccessUnit(parameters, number, 0, key, 0, AnnexB.withLengths(AnnexB.split(bytes)));
  }

  private static ParameterSets parameters(PictureEncoder encoder, PictureSize size)
      throws IOException {
    byte @Nullable [] sps = null;
    byte @Nullable [] pps = null;
    for (byte[] unit : AnnexB.split(encoder.parameterSets())) {
      sps = (unit[0] & TYPE) == SPS ? unit : sps;
      pps = (unit[0] & TYPE) == PPS ? unit : pps;
    }
    if (sps == null || pps == null) {
      throw new IOException("the H.264 encoder tells no parameter sets");
    }
    return ParameterSets.h264(sps, pps, size.width(), size.height());
  }

  private void closeCoder() {
    PictureEncoder before = encoder;
    encoder = null;
    if (before != null) {
      before.close();
    }
    Canvas old = canvas;
    canvas = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    closeCoder();
    VideoDecoder open = decoder;
    decoder = null;
    if (open != null) {
      open.close();
    }
  }
}
