package org.gatehouse.camera.sdp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One media stream of a description and the payload to take of it.
 *
 * @param payloadType RTP payload type to listen to
 * @param clockRate RTP timestamp ticks in a second, as told or usual; never 0
 * @param channels of audio, as told, else 1; 0 for anything else
 * @param format parameters of the fmtp line, names in lower case, RFC 8866 §6.15; empty if none
 * @param control the section's control attribute; null if it has none
 * @param size of pictures where the description tells it; null otherwise
 */
public record MediaSection(
    Encoding encoding,
    int payloadType,
    int clockRate,
    int channels,
    Map<String, String> format,
    @Nullable String control,
    @Nullable PictureSize size) {
  /** Copies the map. */
  public MediaSection {
    format = Map.copyOf(format);
  }

  /** A section with the usual clock and nothing else told. */
  public static MediaSection of(Encoding encoding, int payloadType, @Nullable String control) {
    int clock = encoding.usualClockRate();
    int channels = encoding.mediaType().equals("audio") ? 1 : 0;
    return new MediaSection(
        encoding, payloadType, clock == 0 ? 48_000 : clock, channels, Map.of(), control, null);
  }

  /** A parameter of the fmtp line; empty if it is not told. */
  public String parameter(String name) {
    return format.getOrDefault(name, "");
  }
}
