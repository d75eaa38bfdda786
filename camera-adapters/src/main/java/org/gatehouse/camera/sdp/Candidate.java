package org.gatehouse.camera.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.camera.rtsp.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * One payload type of one section, and whether it can be received.
 *
 * @param section null if it cannot be received
 * @param backChannel whether it is marked as one that the camera wants to hear
 * @param obstacle why it cannot be received although the encoding is known; empty if it can
 */
record Candidate(
    String mediaType,
    String name,
    @Nullable MediaSection section,
    boolean backChannel,
    String obstacle) {

  static List<Candidate> all(SessionDescription description) {
    List<Candidate> candidates = new ArrayList<>();
    for (MediaDescription media : description.media()) {
      for (int payloadType : media.payloadTypes()) {
        candidates.add(of(description, media, payloadType));
      }
    }
    return candidates;
  }

  private static Candidate of(
      SessionDescription description, MediaDescription media, int payloadType) {
    RtpMap map = RtpMap.of(media.attributes(), payloadType);
    String name = map.name().isEmpty() ? "payload type " + payloadType : map.name();
    boolean backChannel = media.attributes().contains("sendonly");
    Encoding encoding = Encoding.of(media.type(), map.name());
    if (encoding == null) {
      return new Candidate(media.type(), name, null, backChannel, "");
    }
    Map<String, String> format = FormatParameters.of(description, media, payloadType);
    String obstacle = obstacle(encoding, format);
    MediaSection section =
        new MediaSection(
            encoding,
            payloadType,
            clockRate(encoding, map),
            encoding.mediaType().equals("audio") ? Math.max(1, map.channels()) : 0,
            format,
            media.attribute("control"),
            PictureSize.of(media.attributes()));
    return new Candidate(
        media.type(), name, obstacle.isEmpty() ? section : null, backChannel, obstacle);
  }

  /** Video ticks at 90 kHz and Opus at 48 kHz, whatever is said. */
  private static int clockRate(Encoding encoding, RtpMap map) {
    return switch (encoding) {
      case AAC -> map.clockRate() > 0 ? map.clockRate() : 48_000;
      case PCMU, PCMA -> map.clockRate() > 0 ? map.clockRate() : encoding.usualClockRate();
      case H264, H265, JPEG, OPUS, METADATA -> encoding.usualClockRate();
    };
  }

  /** What a standard allows, no camera is known to send, and we would get wrong. */
  private static String obstacle(Encoding encoding, Map<String, String> format) {
    return switch (encoding) {
      case H264 ->
          number(format, "packetization-mode") == 2
              ? "interleaved, packetization-mode=2 (RFC 6184 §6.4)"
              : "";
      case H265 ->
          number(format, "sprop-max-don-diff") > 0
              ? "out of decoding order, sprop-max-don-diff > 0 (RFC 7798 §7.1)"
              : "";
      case AAC -> aacObstacle(format);
      case JPEG, PCMU, PCMA, OPUS, METADATA -> "";
    };
  }

  private static String aacObstacle(Map<String, String> format) {
    String mode = format.getOrDefault("mode", "AAC-hbr").toUpperCase(Locale.ROOT);
    if (!mode.startsWith("AAC") && !mode.equals("GENERIC")) {
      return "mode " + mode.replaceAll("[^A-Z0-9-]", "?");
    }
    return number(format, "maxdisplacement") > 0 ? "interleaved (RFC 3640 §3.2.3.2)" : "";
  }

  private static int number(Map<String, String> format, String name) {
    return Numbers.leading(format.getOrDefault(name, ""), 0);
  }

  @Override
  public String toString() {
    return mediaType + " " + name + (obstacle.isEmpty() ? "" : " " + obstacle);
  }
}
