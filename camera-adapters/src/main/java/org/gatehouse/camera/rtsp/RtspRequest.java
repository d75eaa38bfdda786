package org.gatehouse.camera.rtsp;

/** A request, RFC 2326 §6. */
public record RtspRequest(String method, String uri, RtspHeaders headers, byte[] body)
    implements RtspMessage {
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
