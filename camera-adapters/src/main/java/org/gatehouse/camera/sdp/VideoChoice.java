package org.gatehouse.camera.sdp;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.camera.rtsp.HeaderParameters;
import org.gatehouse.camera.rtsp.Numbers;
import org.jspecify.annotations.Nullable;

/** The stream to take of those that a camera offers. */
public sealed interface VideoChoice {
  /**
   * H.264 video.
   *
   * @param control the section's control attribute; null if it has none
   * @param sprop sprop-parameter-sets, RFC 6184 §8.1; null if not told
   */
  record H264(int payloadType, @Nullable String control, @Nullable String sprop)
      implements VideoChoice {}

  /** Nothing that can be carried; {@code offered} says what there was. */
  record Unsupported(String offered) implements VideoChoice {}

  /** Takes the first H.264 stream. */
  static VideoChoice of(SessionDescription description) {
    List<String> offered = new ArrayList<>();
    for (MediaDescription media : description.media()) {
      for (int payloadType : media.payloadTypes()) {
        String encoding = media.encoding(payloadType);
        if (media.type().equals("video") && encoding.equals("H264")) {
          String sprop = sprop(description, payloadType);
          return new H264(payloadType, media.attribute("control"), sprop);
        }
        String name = encoding.isEmpty() ? "payload type " + payloadType : encoding;
        offered.add(media.type() + " " + name);
      }
    }
    return new Unsupported(offered.isEmpty() ? "no media at all" : String.join(", ", offered));
  }

  /** Some cameras write the fmtp line of the video into another section. */
  private static @Nullable String sprop(SessionDescription description, int payloadType) {
    for (MediaDescription media : description.media()) {
      for (String fmtp : Attributes.all(media.attributes(), "fmtp")) {
        int space = fmtp.indexOf(' ');
        if (space > 0 && Numbers.leading(fmtp, -1) == payloadType) {
          List<String> parts = HeaderParameters.split(fmtp.substring(space + 1), ';');
          String sprop = HeaderParameters.parse(parts).get("sprop-parameter-sets");
          if (sprop != null) {
            return sprop;
          }
        }
      }
    }
    return null;
  }
}
