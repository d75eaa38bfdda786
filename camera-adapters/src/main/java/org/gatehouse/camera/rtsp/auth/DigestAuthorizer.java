package org.gatehouse.camera.rtsp.auth;

import java.util.Locale;
import java.util.function.Supplier;
import org.gatehouse.camera.rtsp.HeaderParameters;

/** RFC 7616 with qop "auth", or RFC 2069 if the server names no qop. */
final class DigestAuthorizer implements Authorizer {
  private final Challenge challenge;
  private final DigestAlgorithm algorithm;
  private final Credentials credentials;
  private final Supplier<String> clientNonces;
  private int uses;

  DigestAuthorizer(
      Challenge challenge,
      DigestAlgorithm algorithm,
      Credentials credentials,
      Supplier<String> clientNonces) {
    this.challenge = challenge;
    this.algorithm = algorithm;
    this.credentials = credentials;
    this.clientNonces = clientNonces;
  }

  @Override
  public String authorize(String method, String uri) {
    DigestResponse response =
        new DigestResponse(
            algorithm,
            credentials.username(),
            credentials.password().reveal(),
            challenge.parameter("realm"),
            challenge.parameter("nonce"));
    StringBuilder header = new StringBuilder("Digest ");
    quoted(header, "username", credentials.username());
    quoted(header.append(", "), "realm", challenge.parameter("realm"));
    quoted(header.append(", "), "nonce", challenge.parameter("nonce"));
    quoted(header.append(", "), "uri", uri);
    if (offersQopAuth()) {
      uses++;
      String nonceCount = "%08x".formatted(uses);
      String clientNonce = clientNonces.get();
      header.append(", qop=auth, nc=").append(nonceCount);
      quoted(header.append(", "), "cnonce", clientNonce);
      String value = response.withQop(method, uri, nonceCount, clientNonce);
      quoted(header.append(", "), "response", value);
    } else {
      quoted(header.append(", "), "response", response.withoutQop(method, uri));
    }
    echo(header);
    return header.toString();
  }

  private boolean offersQopAuth() {
    return HeaderParameters.split(challenge.parameter("qop").toLowerCase(Locale.ROOT), ',')
        .contains("auth");
  }

  private void echo(StringBuilder header) {
    if (challenge.parameters().containsKey("opaque")) {
      quoted(header.append(", "), "opaque", challenge.parameter("opaque"));
    }
    if (challenge.parameters().containsKey("algorithm")) {
      header.append(", algorithm=").append(challenge.parameter("algorithm"));
    }
  }

  private static void quoted(StringBuilder header, String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    header.append(name).append("=\"").append(escaped).append('"');
  }
}
