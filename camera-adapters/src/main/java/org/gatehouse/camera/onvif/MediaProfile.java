package org.gatehouse.camera.onvif;

import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.onvif.xml.XmlText;
import org.jspecify.annotations.Nullable;

/**
 * A kind of stream.
 *
 * @param codec H264, H265 or JPEG; empty if it has no video encoder
 * @param width pixels; 0 if not told, as the others
 * @param source the token of its video source; imaging is asked by it
 * @param sourceConfiguration the token of the source's configuration; masks belong to it
 * @param turns whether it has a PTZ configuration
 */
public record MediaProfile(
    String token,
    String name,
    String codec,
    int width,
    int height,
    double framesPerSecond,
    int kbitPerSecond,
    String source,
    String sourceConfiguration,
    boolean turns) {
  /** Reads one of either media service: the newer has its configurations a level deeper. */
  static MediaProfile read(XmlElement profile) {
    XmlElement inner = profile.first("Configurations");
    boolean second = inner != null;
    XmlElement at = second && inner != null ? inner : profile;
    XmlElement encoder = at.first(second ? "VideoEncoder" : "VideoEncoderConfiguration");
    XmlElement source = at.first(second ? "VideoSource" : "VideoSourceConfiguration");
    return new MediaProfile(
        profile.attribute("token"),
        XmlText.plain(profile.text("Name")),
        encoder == null ? "" : XmlText.plain(encoder.text("Encoding")),
        integer(encoder, "Resolution", "Width"),
        integer(encoder, "Resolution", "Height"),
        encoder == null ? 0 : encoder.number(0, "RateControl", "FrameRateLimit"),
        integer(encoder, "RateControl", "BitrateLimit"),
        source == null ? "" : source.text("SourceToken"),
        source == null ? "" : source.attribute("token"),
        at.has(second ? "PTZ" : "PTZConfiguration"));
  }

  private static int integer(@Nullable XmlElement from, String... path) {
    return from == null ? 0 : from.integer(path);
  }
}
