package org.gatehouse.camera.rtsp;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What matters of a Transport header (RFC 2326 §12.39) for interleaved data. Parameters may stand
 * in any order, with spaces, and the protocol may be named wrongly by a camera that then sends
 * interleaved all the same.
 *
 * @param interleaved whether channels were named at all
 * @param rtpChannel channel of the RTP packets
 * @param rtcpChannel channel of the RTCP packets
 */
public record TransportHeader(
    String protocol, boolean interleaved, int rtpChannel, int rtcpChannel) {
  /** Reads a reply's header; the asked-for channels stand in where it names none. */
  public static TransportHeader parse(String value, int askedRtpChannel) {
    List<String> parts = HeaderParameters.split(value, ';');
    Map<String, String> parameters = HeaderParameters.parse(parts);
    String protocol =
        parts.stream()
            .map(p -> p.toUpperCase(Locale.ROOT))
            .filter(p -> p.startsWith("RTP/"))
            .findFirst()
            .orElse("");
    String channels = parameters.get("interleaved");
    if (channels == null) {
      return new TransportHeader(protocol, false, askedRtpChannel, askedRtpChannel + 1);
    }
    int rtp = Numbers.leading(channels, askedRtpChannel);
    int dash = channels.indexOf('-');
    int rtcp = dash < 0 ? rtp + 1 : Numbers.leading(channels.substring(dash + 1), rtp + 1);
    return new TransportHeader(protocol, true, rtp, rtcp);
  }

  /** True if the reply promises datagrams, which would never arrive here. */
  public boolean promisesDatagrams() {
    return !interleaved && !protocol.contains("TCP");
  }
}
