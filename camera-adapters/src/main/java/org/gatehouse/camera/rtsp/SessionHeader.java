package org.gatehouse.camera.rtsp;

import java.util.List;

/**
 * A Session header, RFC 2326 §12.37.
 *
 * @param timeoutSeconds after which the server forgets a silent session; 60 if not told
 */
public record SessionHeader(String id, int timeoutSeconds) {
  /** Seconds, where the server tells none. */
  public static final int DEFAULT_TIMEOUT = 60;

  /** Reads a header value, tolerating spaces and a missing or odd timeout. */
  public static SessionHeader parse(String value) {
    List<String> parts = HeaderParameters.split(value, ';');
    String id = parts.isEmpty() ? "" : parts.getFirst();
    String timeout = HeaderParameters.parse(parts).get("timeout");
    int seconds = timeout == null ? DEFAULT_TIMEOUT : Numbers.leading(timeout, DEFAULT_TIMEOUT);
    return new SessionHeader(id, seconds == 0 ? DEFAULT_TIMEOUT : seconds);
  }
}
