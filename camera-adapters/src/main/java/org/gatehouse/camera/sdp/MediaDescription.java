package org.gatehouse.camera.sdp;

import java.util.List;
import java.util.Locale;
import org.gatehouse.camera.rtsp.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * One {@code m=} section.
 *
 * @param type such as {@code video}, in lower case
 * @param payloadTypes RTP payload types offered, in order
 * @param attributes the {@code a=} lines, without {@code a=}
 */
public record MediaDescription(String type, List<Integer> payloadTypes, List<String> attributes) {
  private static final int JPEG_PAYLOAD_TYPE = 26;

  /** Copies the lists. */
  public MediaDescription {
    payloadTypes = List.copyOf(payloadTypes);
    attributes = List.copyOf(attributes);
  }

  /** The value of the first {@code a=name:value}, trimmed; null if there is none. */
  public @Nullable String attribute(String name) {
    return Attributes.first(attributes, name);
  }

  /** The encoding of a payload type in upper case, from rtpmap or RFC 3551; empty if not told. */
  public String encoding(int payloadType) {
    for (String value : Attributes.all(attributes, "rtpmap")) {
      int space = value.indexOf(' ');
      if (space > 0 && Numbers.leading(value, -1) == payloadType) {
        String name = value.substring(space + 1).trim();
        int slash = name.indexOf('/');
        return (slash < 0 ? name : name.substring(0, slash)).trim().toUpperCase(Locale.ROOT);
      }
    }
    return payloadType == JPEG_PAYLOAD_TYPE ? "JPEG" : "";
  }
}
