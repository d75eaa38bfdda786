package org.gatehouse.camera.rtsp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a Transport header, RFC 2326 §12.39. Parameters may stand in any order, with
 * spaces, and the protocol may be named wrongly by a camera that then sends interleaved all the
 * same.
 *
 * @param interleaved whether channels were named at all
 * @param rtpChannel channel of the RTP packets
 * @param rtcpChannel channel of the RTCP packets
 * @param parameters all of them, names in lower case
 */
public record TransportHeader(
    String protocol,
    boolean interleaved,
    int rtpChannel,
    int rtcpChannel,
    Map<String, String> parameters) {
  private static final int MAX_CHANNEL = 255;
  private static final int MAX_PORT = 65_534;

  /** Copies the map. */
  public TransportHeader {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a header; the asked-for channels stand in where it names none that can be. */
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
    int rtp = channels == null ? -1 : Numbers.leading(channels, -1);
    if (channels == null || rtp < 0 || rtp >= MAX_CHANNEL) {
      return new TransportHeader(
          protocol, channels != null, askedRtpChannel, askedRtpChannel + 1, parameters);
    }
    int dash = channels.indexOf('-');
    int rtcp = dash < 0 ? rtp + 1 : Numbers.leading(channels.substring(dash + 1), rtp + 1);
    return new TransportHeader(
        protocol, true, rtp, rtcp > MAX_CHANNEL ? rtp + 1 : rtcp, parameters);
  }

  /** True if the header promises datagrams to us, whether to one port or a group. */
  public boolean promisesDatagrams() {
    return !interleaved && !protocol.contains("TCP");
  }

  /** True if the datagrams go to a group. */
  public boolean multicast() {
    return parameters.containsKey("multicast");
  }

  /** The sender's RTP port; 0 if not told, as some cameras do. */
  public int serverPort() {
    return port("server_port");
  }

  /** The receiver's RTP port; 0 if not told. */
  public int clientPort() {
    return port("client_port");
  }

  /** The group's RTP port; 0 if not told. */
  public int groupPort() {
    return port("port");
  }

  private int port(String name) {
    int port = Numbers.leading(parameters.getOrDefault(name, ""), 0);
    return port > MAX_PORT ? 0 : port;
  }

  /** The address that datagrams come from; null if not told. */
  public @Nullable String source() {
    return parameters.get("source");
  }

  /** The address that datagrams go to; null if not told. */
  public @Nullable String destination() {
    return parameters.get("destination");
  }
}
