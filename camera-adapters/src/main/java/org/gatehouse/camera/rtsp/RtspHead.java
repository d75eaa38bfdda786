package org.gatehouse.camera.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message's start line and headers, before its body is there.
 *
 * @param first method or protocol version
 * @param second request URI or status code
 * @param third protocol version or reason
 */
record RtspHead(String first, String second, String third, RtspHeaders headers) {
  private static final int MIN_STATUS = 100;
  private static final int MAX_STATUS = 999;

  /** Reads the lines of a head; null if the first is no start line. */
  static @Nullable RtspHead parse(byte[] text) {
    List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
    String start = lines.getFirst().trim();
    int space = start.indexOf(' ');
    if (space < 0) {
      return null;
    }
    int gap = start.indexOf(' ', space + 1);
    String first = start.substring(0, space);
    String second = gap < 0 ? start.substring(space + 1) : start.substring(space + 1, gap);
    String third = gap < 0 ? "" : start.substring(gap + 1).trim();
    RtspHead head = new RtspHead(first, second, third, headers(lines.subList(1, lines.size())));
    return head.plausible() ? head : null;
  }

  private static RtspHeaders headers(List<String> lines) {
    List<RtspHeaders.Line> found = new ArrayList<>();
    for (String line : lines) {
      boolean folded = line.startsWith(" ") || line.startsWith("\t");
      int colon = line.indexOf(':');
      if (folded && !found.isEmpty()) {
        RtspHeaders.Line last = found.removeLast();
        found.add(new RtspHeaders.Line(last.name(), last.value() + " " + line.trim()));
      } else if (colon > 0) {
        String name = line.substring(0, colon).trim();
        found.add(new RtspHeaders.Line(name, line.substring(colon + 1).trim()));
      }
    }
    return new RtspHeaders(found);
  }

  private boolean plausible() {
    if (isResponse()) {
      int status = Numbers.leading(second, 0);
      return status >= MIN_STATUS && status <= MAX_STATUS;
    }
    return third.startsWith("RTSP/");
  }

  private boolean isResponse() {
    return first.startsWith("RTSP/");
  }

  int bodyLength() {
    return headers.number("Content-Length", 0);
  }

  RtspMessage withBody(byte[] body) {
    return isResponse()
        ? new RtspResponse(Numbers.leading(second, 0), third, headers, body)
        : new RtspRequest(first, second, headers, body);
  }
}
