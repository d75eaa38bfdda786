package org.gatehouse.camera.sdp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.camera.rtsp.HeaderParameters;
import org.gatehouse.camera.rtsp.Numbers;

/** Finds the fmtp parameters of a payload type, RFC 8866 §6.15. */
final class FormatParameters {
  private FormatParameters() {}

  /**
   * Those of its own section, and those of sections that have no payload of that type: some cameras
   * write the fmtp line of the video into the section of the audio.
   */
  static Map<String, String> of(
      SessionDescription description, MediaDescription media, int payloadType) {
    Map<String, String> parameters = new LinkedHashMap<>();
    add(parameters, media, payloadType);
    for (MediaDescription other : description.media()) {
      if (!other.payloadTypes().contains(payloadType)) {
        add(parameters, other, payloadType);
      }
    }
    return parameters;
  }

  private static void add(Map<String, String> to, MediaDescription from, int payloadType) {
    for (String fmtp : Attributes.all(from.attributes(), "fmtp")) {
      int space = fmtp.indexOf(' ');
      if (space > 0 && Numbers.leading(fmtp, -1) == payloadType) {
        HeaderParameters.parse(HeaderParameters.split(fmtp.substring(space + 1), ';'))
            .forEach(to::putIfAbsent);
      }
    }
  }
}
