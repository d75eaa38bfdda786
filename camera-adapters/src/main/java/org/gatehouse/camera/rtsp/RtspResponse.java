package org.gatehouse.camera.rtsp;

/** A response, RFC 2326 §7. */
public record RtspResponse(int status, String reason, RtspHeaders headers, byte[] body)
    implements RtspMessage {
  /** True for 2xx. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** Status and reason as they stood on the status line. */
  public String statusLine() {
    return reason.isEmpty() ? String.valueOf(status) : status + " " + reason;
  }

  @Override
  public String toString() {
    return statusLine();
  }
}
