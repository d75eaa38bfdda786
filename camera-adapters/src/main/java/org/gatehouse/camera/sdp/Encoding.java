package org.gatehouse.camera.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The payload encodings that can be received, by their names in rtpmap lines. */
public enum Encoding {
  /** RFC 6184. */
  H264("video", 90_000, "H264"),
  /** RFC 7798. */
  H265("video", 90_000, "H265"),
  /** RFC 2435. */
  JPEG("video", 90_000, "JPEG"),
  /** RFC 3640, modes AAC-hbr and AAC-lbr. */
  AAC("audio", 0, "MPEG4-GENERIC"),
  /** RFC 3551 §4.5.14. */
  PCMU("audio", 8000, "PCMU"),
  /** RFC 3551 §4.5.14. */
  PCMA("audio", 8000, "PCMA"),
  /** RFC 7587; its clock is 48 kHz whatever is said. */
  OPUS("audio", 48_000, "OPUS"),
  /** ONVIF Streaming Specification §5.2.1.1, without compression. */
  METADATA("application", 90_000, "VND.ONVIF.METADATA");

  private final String mediaType;
  private final int usualClockRate;
  private final String name;

  Encoding(String mediaType, int usualClockRate, String name) {
    this.mediaType = mediaType;
    this.usualClockRate = usualClockRate;
    this.name = name;
  }

  /** The type of the {@code m=} line that it belongs under. */
  public String mediaType() {
    return mediaType;
  }

  /** Ticks of its timestamps in a second where nothing is said; 0 if there is no usual one. */
  public int usualClockRate() {
    return usualClockRate;
  }

  /** The encoding of that name, in any case, under that media type; null if it is none of ours. */
  static @Nullable Encoding of(String mediaType, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (Encoding encoding : values()) {
      if (encoding.mediaType.equals(mediaType) && encoding.name.equals(upper)) {
        return encoding;
      }
    }
    return null;
  }
}
