package org.gatehouse.camera.simulator;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.camera.packing.AacPacking;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.packing.Packing;
import org.gatehouse.camera.packing.PlainPacking;
import org.gatehouse.camera.simulator.media.ByteStreamPacking;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;

/**
 * How one track is described and packed.
 *
 * @param media the type of its {@code m=} line
 * @param type RTP payload type
 * @param encoding as {@code rtpmap} has it
 * @param format of the {@code fmtp} line; empty for none
 */
record Payload(String media, int type, String encoding, String format, Packing packing) {
  private static final int VIDEO = 96;
  private static final int SOUND = 97;
  private static final int METADATA = 98;
  private static final int JPEG = 26;

  static Payload of(Track track, CameraScript script) {
    return switch (track) {
      case VideoTrack video -> video(video.parameters(), script);
      case SoundTrack sound -> sound(sound.format());
      case MetadataTrack metadata ->
          new Payload("application", METADATA, "vnd.onvif.metadata/90000", "", new PlainPacking());
    };
  }

  private static Payload video(ParameterSets sets, CameraScript script) {
    VideoCodec codec = sets.codec();
    String name =
        script.fault() instanceof Fault.OtherCodec other
            ? other.encoding()
            : codec == VideoCodec.MJPEG ? "JPEG" : codec.name();
    Packing packing =
        script.fault() instanceof Fault.ByteStreamInPackets
            ? new ByteStreamPacking(NalCodec.valueOf(codec.name()))
            : Packing.of(codec);
    int type = codec == VideoCodec.MJPEG ? JPEG : VIDEO;
    String format = format(sets, script.parametersInSdp());
    return new Payload("video", type, name + "/90000", format, packing);
  }

  /** RFC 6184 §8.2.1 and RFC 7798 §7.1. */
  private static String format(ParameterSets sets, boolean told) {
    Base64.Encoder base64 = Base64.getEncoder();
    return switch (sets.codec()) {
      case H264 -> {
        byte[] sps = sets.sps();
        String format =
            "packetization-mode=1; profile-level-id=%02X%02X%02X"
                .formatted(sps[1] & 0xff, sps[2] & 0xff, sps[3] & 0xff);
        String both = base64.encodeToString(sps) + "," + base64.encodeToString(sets.pps());
        yield told ? format + "; sprop-parameter-sets=" + both : format;
      }
      case H265 ->
          told
              ? "sprop-vps=%s; sprop-sps=%s; sprop-pps=%s"
                  .formatted(
                      base64.encodeToString(sets.vps()),
                      base64.encodeToString(sets.sps()),
                      base64.encodeToString(sets.pps()))
              : "";
      case MJPEG -> "";
    };
  }

  private static Payload sound(AudioFormat format) {
    String encoding = "%d/%d".formatted(format.clockRate(), format.channels());
    return switch (format.codec()) {
      case AAC ->
          new Payload(
              "audio",
              SOUND,
              "MPEG4-GENERIC/" + encoding,
              "streamtype=5; profile-level-id=1; mode=AAC-hbr; sizelength=13; indexlength=3;"
                  + " indexdeltalength=3; config="
                  + HexFormat.of().formatHex(format.config()),
              new AacPacking());
      case OPUS -> new Payload("audio", SOUND, "opus/48000/2", "", new PlainPacking());
      case PCMU, PCMA ->
          new Payload(
              "audio",
              format.codec() == AudioCodec.PCMU ? 0 : 8,
              format.codec().name() + "/" + encoding,
              "",
              new PlainPacking());
    };
  }

  /** The section of the description, RFC 8866. */
  String section(String control) {
    String fmtp = format.isEmpty() ? "" : "a=fmtp:" + type + " " + format;
    return Stream.of(
            "m=%s 0 RTP/AVP %d".formatted(media, type),
            "c=IN IP4 0.0.0.0",
            "a=rtpmap:" + type + " " + encoding,
            fmtp,
            "a=control:" + control)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\r\n"));
  }

  /** All parameter sets in the order in which they are sent; empty for codecs without. */
  static List<byte[]> inBand(ParameterSets sets) {
    return Stream.of(sets.vps(), sets.sps(), sets.pps()).filter(s -> s.length > 0).toList();
  }
}
