package org.gatehouse.camera.rtsp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.gatehouse.contract.config.Secret;

/** The server's look at the response value of a Digest header. Stateless. */
public final class DigestCheck {
  private DigestCheck() {}

  /**
   * True if the header's response was made with that password for a request of that method. Nonce,
   * realm, URL and user are the caller's to look at.
   *
   * @param given an Authorization header of scheme Digest
   */
  public static boolean proves(Challenge given, String method, Secret password) {
    DigestAlgorithm algorithm = DigestAlgorithm.of(given.parameter("algorithm"));
    if (algorithm == null) {
      return false;
    }
    DigestResponse response =
        new DigestResponse(
            algorithm,
            given.parameter("username"),
            password.reveal(),
            given.parameter("realm"),
            given.parameter("nonce"));
    String uri = given.parameter("uri");
    String expected =
        given.parameter("qop").isEmpty()
            ? response.withoutQop(method, uri)
            : response.withQop(method, uri, given.parameter("nc"), given.parameter("cnonce"));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.parameter("response").getBytes(StandardCharsets.UTF_8));
  }
}
