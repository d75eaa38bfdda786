package org.gatehouse.camera.rtsp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's end: checks Authorization headers against one pair of credentials. */
public final class Verifier {
  private static final String REALM = "gatehouse simulator";

  private final Credentials credentials;
  private final @Nullable DigestAlgorithm digest;
  private final String nonce;

  private Verifier(Credentials credentials, @Nullable DigestAlgorithm digest, String nonce) {
    this.credentials = credentials;
    this.digest = digest;
    this.nonce = nonce;
  }

  /** Wants Basic. */
  public static Verifier basic(Credentials credentials) {
    return new Verifier(credentials, null, "");
  }

  /** Wants Digest with MD5. */
  public static Verifier digestMd5(Credentials credentials, String nonce) {
    return new Verifier(credentials, DigestAlgorithm.MD5, nonce);
  }

  /** Wants Digest with SHA-256. */
  public static Verifier digestSha256(Credentials credentials, String nonce) {
    return new Verifier(credentials, DigestAlgorithm.SHA256, nonce);
  }

  /** The WWW-Authenticate value to send with a 401. */
  public String challenge() {
    if (digest == null) {
      return "Basic realm=\"" + REALM + "\"";
    }
    String start = "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"";
    return digest == DigestAlgorithm.MD5 ? start : start + ", algorithm=SHA-256, qop=\"auth\"";
  }

  /** True if the header proves knowledge of the credentials for a request of that method. */
  public boolean accepts(@Nullable String authorization, String method) {
    if (authorization == null || authorization.isBlank()) {
      return false;
    }
    Challenge given = Challenge.parse(List.of(authorization)).getFirst();
    String seen = digest == null ? authorization : given.parameter("response");
    return equal(expected(given, method), seen)
        && (digest == null || given.parameter("nonce").equals(nonce));
  }

  private String expected(Challenge given, String method) {
    if (digest == null) {
      String pair = credentials.username() + ":" + credentials.password().reveal();
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    DigestResponse response =
        new DigestResponse(
            digest, credentials.username(), credentials.password().reveal(), REALM, nonce);
    String uri = given.parameter("uri");
    return given.parameter("qop").isEmpty()
        ? response.withoutQop(method, uri)
        : response.withQop(method, uri, given.parameter("nc"), given.parameter("cnonce"));
  }

  private static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
