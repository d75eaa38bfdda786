package org.gatehouse.camera.rtsp.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** RFC 7617. */
record BasicAuthorizer(Credentials credentials) implements Authorizer {
  @Override
  public String authorize(String method, String uri) {
    String pair = credentials.username() + ":" + credentials.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
