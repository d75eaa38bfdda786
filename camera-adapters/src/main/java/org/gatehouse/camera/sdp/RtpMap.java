package org.gatehouse.camera.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.camera.rtsp.Numbers;

/**
 * What a payload type stands for: {@code name/clock/channels}, RFC 8866 §6.6, or the static table
 * of RFC 3551 §6.
 *
 * @param name in upper case; empty if not told
 * @param clockRate 0 if not told or not believable
 * @param channels 0 if not told or not believable
 */
record RtpMap(String name, int clockRate, int channels) {
  private static final int MAX_CLOCK_RATE = 1_000_000;
  private static final int MAX_CHANNELS = 8;
  private static final RtpMap UNKNOWN = new RtpMap("", 0, 0);
  private static final Map<Integer, RtpMap> STATIC =
      Map.of(
          0, new RtpMap("PCMU", 8000, 1),
          3, new RtpMap("GSM", 8000, 1),
          8, new RtpMap("PCMA", 8000, 1),
          9, new RtpMap("G722", 8000, 1),
          14, new RtpMap("MPA", 90_000, 0),
          26, new RtpMap("JPEG", 90_000, 0),
          32, new RtpMap("MPV", 90_000, 0),
          33, new RtpMap("MP2T", 90_000, 0));

  static RtpMap of(List<String> attributes, int payloadType) {
    for (String value : Attributes.all(attributes, "rtpmap")) {
      int space = value.indexOf(' ');
      if (space > 0 && Numbers.leading(value, -1) == payloadType) {
        return parse(value.substring(space + 1));
      }
    }
    return STATIC.getOrDefault(payloadType, UNKNOWN);
  }

  private static RtpMap parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    return new RtpMap(
        parts.getFirst().trim().toUpperCase(Locale.ROOT),
        number(parts, 1, MAX_CLOCK_RATE),
        number(parts, 2, MAX_CHANNELS));
  }

  private static int number(List<String> parts, int index, int most) {
    int value = index < parts.size() ? Numbers.leading(parts.get(index), 0) : 0;
    return value <= most ? value : 0;
  }
}
