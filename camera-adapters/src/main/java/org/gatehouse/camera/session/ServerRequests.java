package org.gatehouse.camera.session;

import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.RtspResponse;

/** What we answer to a camera's own requests, RFC 2326 §10. */
final class ServerRequests {
  private static final String METHODS =
      "OPTIONS, GET_PARAMETER, SET_PARAMETER, ANNOUNCE, REDIRECT, TEARDOWN";

  private ServerRequests() {}

  static RtspResponse answer(RtspRequest request) {
    RtspHeaders headers = RtspHeaders.EMPTY;
    String number = request.headers().first("CSeq");
    if (number != null) {
      headers = headers.with("CSeq", number);
    }
    return switch (request.method()) {
      case "OPTIONS" -> new RtspResponse(200, "OK", headers.with("Public", METHODS), new byte[0]);
      case "GET_PARAMETER", "SET_PARAMETER", "ANNOUNCE", "REDIRECT", "TEARDOWN" ->
          new RtspResponse(200, "OK", headers, new byte[0]);
      default -> new RtspResponse(501, "Not Implemented", headers, new byte[0]);
    };
  }
}
