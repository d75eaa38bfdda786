package org.gatehouse.analytics.worker;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;

/**
 * Real H.264 made by OpenH264: grey pictures, each a little brighter than the one before, one key
 * picture a second at 25 a second.
 */
public final class TestVideo {
  public static final int WIDTH = 320;
  public static final int HEIGHT = 240;
  public static final int GOP = 25;
  public static final long FRAME_MICROS = 40_000;
  private static final int IDR = 5;
  private static final int SPS = 7;
  private static final int PPS = 8;

  private TestVideo() {}

  /** That many access units, the first at that time. */
  public static List<AccessUnit> encode(int frames, long startMicros) {
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.width(WIDTH).height(HEIGHT).pix_fmt(AV_PIX_FMT_YUV420P).gop_size(GOP);
    context.time_base().num(1).den(25);
    context.bit_rate(500_000);
    check(avcodec_open2(context, codec, (AVDictionary) null));
    AVFrame frame = av_frame_alloc();
    frame.width(WIDTH).height(HEIGHT).format(AV_PIX_FMT_YUV420P);
    check(av_frame_get_buffer(frame, 0));
    AVPacket packet = av_packet_alloc();
    Assembler assembler = new Assembler(startMicros);
    for (int i = 0; i < frames; i++) {
      paint(frame, brightness(i));
      frame.pts(i);
      check(avcodec_send_frame(context, frame));
      collect(context, packet, assembler);
    }
    check(avcodec_send_frame(context, null));
    collect(context, packet, assembler);
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
    return assembler.units;
  }

  /** Luma of a picture, in the limited range of video. */
  public static int brightness(int frame) {
    return 40 + frame % 150;
  }

  private static void paint(AVFrame frame, int luma) {
    check(av_frame_make_writable(frame));
    fill(frame.data(0), frame.linesize(0) * HEIGHT, luma);
    fill(frame.data(1), frame.linesize(1) * HEIGHT / 2, 128);
    fill(frame.data(2), frame.linesize(2) * HEIGHT / 2, 128);
  }

  private static void fill(BytePointer plane, int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    plane.put(bytes);
  }

  private static void collect(AVCodecContext context, AVPacket packet, Assembler assembler) {
    while (avcodec_receive_packet(context, packet) >= 0) {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      assembler.add(bytes);
      av_packet_unref(packet);
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg error " + result);
    }
  }

  /** Annex B byte stream (H.264 Annex B) to access units with lengths. */
  private static final class Assembler {
    final List<AccessUnit> units = new ArrayList<>();
    private final long startMicros;
    private byte[] sps = new byte[0];
    private byte[] pps = new byte[0];

    Assembler(long startMicros) {
      this.startMicros = startMicros;
    }

    void add(byte[] annexB) {
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      boolean key = false;
      for (byte[] nal : split(annexB)) {
        int type = nal[0] & 0x1f;
        if (type == SPS) {
          sps = nal;
        } else if (type == PPS) {
          pps = nal;
        } else {
          key |= type == IDR;
          payload.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
          payload.writeBytes(nal);
        }
      }
      int index = units.size();
      units.add(
          new AccessUnit(
              ParameterSets.h264(sps, pps, WIDTH, HEIGHT),
              startMicros + index * FRAME_MICROS,
              index * 3600L,
              key,
              0,
              payload.toByteArray()));
    }

    private static List<byte[]> split(byte[] bytes) {
      List<byte[]> nals = new ArrayList<>();
      int start = -1;
      for (int i = 0; i + 2 < bytes.length; i++) {
        if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
          if (start >= 0) {
            int end = i > 0 && bytes[i - 1] == 0 ? i - 1 : i;
            nals.add(Arrays.copyOfRange(bytes, start, end));
          }
          start = i + 3;
        }
      }
      nals.add(Arrays.copyOfRange(bytes, start, bytes.length));
      return nals;
    }
  }
}
