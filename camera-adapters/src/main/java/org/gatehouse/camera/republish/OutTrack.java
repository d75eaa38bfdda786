package org.gatehouse.camera.republish;

import java.util.Base64;
import java.util.HexFormat;
import org.gatehouse.camera.packing.AacPacking;
import org.gatehouse.camera.packing.Packing;
import org.gatehouse.camera.packing.PlainPacking;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of media goes out.
 *
 * @param media {@code video} or {@code audio}, as SDP has it
 * @param payloadType RFC 3551 §6, from 96 on as agreed by SDP
 * @param mapping what follows the payload type in {@code rtpmap}
 * @param format what follows it in {@code fmtp}; null for nothing
 */
record OutTrack(
    String media,
    int payloadType,
    int clockRate,
    String mapping,
    @Nullable String format,
    Packing packing) {
  private static final int VIDEO_CLOCK = 90_000;
  private static final int DYNAMIC = 96;
  private static final int JPEG = 26;
  private static final int PCMU = 0;
  private static final int PCMA = 8;
  private static final int TELEPHONE = 8_000;

  /** RFC 2435 §3.1.5: sides are told in blocks of 8 pixels and one byte. */
  static final int LARGEST_JPEG = 2040;

  static OutTrack video(ParameterSets sets) {
    String format =
        switch (sets.codec()) {
          case H264 ->
              "packetization-mode=1;profile-level-id=%s;sprop-parameter-sets=%s,%s"
                  .formatted(
                      HexFormat.of().formatHex(sets.sps(), 1, 4),
                      base64(sets.sps()),
                      base64(sets.pps()));
          case H265 ->
              "sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                  .formatted(base64(sets.vps()), base64(sets.sps()), base64(sets.pps()));
          case MJPEG -> null;
        };
    String name = sets.codec() == VideoCodec.MJPEG ? "JPEG" : sets.codec().name();
    return new OutTrack(
        "video",
        sets.codec() == VideoCodec.MJPEG ? JPEG : DYNAMIC,
        VIDEO_CLOCK,
        name + "/" + VIDEO_CLOCK,
        format,
        Packing.of(sets.codec()));
  }

  static OutTrack sound(AudioFormat heard) {
    int rate = heard.clockRate();
    return switch (heard.codec()) {
      case AAC ->
          new OutTrack(
              "audio",
              DYNAMIC + 1,
              rate,
              "mpeg4-generic/" + rate + "/" + heard.channels(),
              "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;"
                  + "indexdeltalength=3;config="
                  + HexFormat.of().formatHex(heard.config()),
              new AacPacking());
      case OPUS ->
          new OutTrack("audio", DYNAMIC + 1, rate, "opus/48000/2", null, new PlainPacking());
      case PCMU -> g711(heard, PCMU);
      case PCMA -> g711(heard, PCMA);
    };
  }

  private static OutTrack g711(AudioFormat heard, int usual) {
    boolean telephone = heard.clockRate() == TELEPHONE && heard.channels() == 1;
    return new OutTrack(
        "audio",
        telephone ? usual : DYNAMIC + 1,
        heard.clockRate(),
        heard.codec() + "/" + heard.clockRate() + "/" + heard.channels(),
        null,
        new PlainPacking());
  }

  private static String base64(byte[] set) {
    return Base64.getEncoder().encodeToString(set);
  }

  /** Its part of the SDP, RFC 8866 §5.14. */
  String section(int number) {
    StringBuilder out = new StringBuilder();
    out.append("m=%s 0 RTP/AVP %d\r\n".formatted(media, payloadType));
    out.append("a=rtpmap:%d %s\r\n".formatted(payloadType, mapping));
    if (format != null) {
      out.append("a=fmtp:%d %s\r\n".formatted(payloadType, format));
    }
    return out.append("a=control:trackID=%d\r\n".formatted(number)).toString();
  }
}
