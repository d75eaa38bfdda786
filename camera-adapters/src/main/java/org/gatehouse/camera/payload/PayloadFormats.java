package org.gatehouse.camera.payload;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.audio.AacDepacketizer;
import org.gatehouse.camera.rtp.audio.AuHeaderSizes;
import org.gatehouse.camera.rtp.audio.PacketAudio;
import org.gatehouse.camera.rtp.h264.H264Depacketizer;
import org.gatehouse.camera.rtp.h264.ParameterTracker;
import org.gatehouse.camera.rtp.h265.H265Depacketizer;
import org.gatehouse.camera.rtp.h265.H265Parameters;
import org.gatehouse.camera.rtp.metadata.MetadataDepacketizer;
import org.gatehouse.camera.rtp.mjpeg.MjpegDepacketizer;
import org.gatehouse.camera.rtsp.Numbers;
import org.gatehouse.camera.sdp.MediaSection;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.StreamMemory;

/** Makes the depacketizer of a media section that was chosen. */
public final class PayloadFormats {
  private PayloadFormats() {}

  /**
   * Of a video section.
   *
   * @param memory where pictures are put together, and stay
   * @throws IllegalArgumentException if it is none
   */
  public static Depacketizer video(
      MediaSection section, StreamMemory memory, Consumer<CodedPicture> output) {
    return switch (section.encoding()) {
      case H264 -> h264(section, memory, output);
      case H265 -> h265(section, memory, output);
      case JPEG -> new MjpegDepacketizer(section.size(), output);
      default -> throw new IllegalArgumentException("no video: " + section.encoding());
    };
  }

  /**
   * Of an audio section.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Depacketizer audio(MediaSection section, Consumer<CodedAudio> output) {
    return switch (section.encoding()) {
      case AAC -> aac(section, output);
      case PCMU -> g711(AudioCodec.PCMU, section, output);
      case PCMA -> g711(AudioCodec.PCMA, section, output);
      case OPUS -> PacketAudio.opus(output);
      default -> throw new IllegalArgumentException("no audio: " + section.encoding());
    };
  }

  /**
   * Of an ONVIF metadata section.
   *
   * @param wallClock epoch microseconds of monotonic nanoseconds
   */
  public static Depacketizer metadata(LongUnaryOperator wallClock, Consumer<CameraNotice> output) {
    return new MetadataDepacketizer(wallClock, output);
  }

  private static Depacketizer h264(
      MediaSection section, StreamMemory memory, Consumer<CodedPicture> output) {
    ParameterTracker parameters = new ParameterTracker();
    parameters.offerFromSdp(section.parameter("sprop-parameter-sets"));
    return new H264Depacketizer(parameters, memory, output);
  }

  private static Depacketizer h265(
      MediaSection section, StreamMemory memory, Consumer<CodedPicture> output) {
    H265Parameters parameters = new H265Parameters();
    parameters.offerFromSdp(
        section.parameter("sprop-vps"),
        section.parameter("sprop-sps"),
        section.parameter("sprop-pps"));
    return new H265Depacketizer(parameters, memory, output);
  }

  private static Depacketizer g711(
      AudioCodec law, MediaSection section, Consumer<CodedAudio> output) {
    return PacketAudio.g711(law, section.clockRate(), section.channels(), output);
  }

  private static Depacketizer aac(MediaSection section, Consumer<CodedAudio> output) {
    AuHeaderSizes sizes =
        section.parameter("sizelength").isEmpty()
            ? AuHeaderSizes.HIGH_BIT_RATE
            : new AuHeaderSizes(
                number(section, "sizelength"),
                number(section, "indexlength"),
                number(section, "indexdeltalength"));
    return new AacDepacketizer(
        hex(section.parameter("config")), sizes, section.clockRate(), section.channels(), output);
  }

  private static int number(MediaSection section, String name) {
    return Numbers.leading(section.parameter(name), 0);
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
