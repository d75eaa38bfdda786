package org.gatehouse.camera.simulator.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.camera.onvif.soap.UsernameToken;
import org.gatehouse.camera.onvif.xml.XmlElement;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.camera.rtsp.auth.Verifier;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Checks logins to one simulated device. Owned by the event loop; the count may be read, and that
 * it refuses all may be set, by any thread.
 */
final class Gatekeeper {
  private static final Duration TOLERANCE = Duration.ofSeconds(20);
  private static final String NONCE = "0ddba115ca1ab1e";

  private final OnvifScript script;
  private final @Nullable Verifier verifier;
  private final AtomicInteger refusedLogins = new AtomicInteger();
  private volatile boolean refusing;

  Gatekeeper(OnvifScript script) {
    this.script = script;
    Credentials wanted = new Credentials(script.username(), Secret.of(script.password()));
    this.verifier =
        switch (script.access()) {
          case OPEN, TOKEN -> null;
          case DIGEST_MD5 -> Verifier.digestMd5(wanted, NONCE);
          case DIGEST_SHA256 -> Verifier.digestSha256(wanted, NONCE);
        };
  }

  void refuseLogins(boolean all) {
    refusing = all;
  }

  /** How often credentials were given and refused. */
  int refusedLogins() {
    return refusedLogins.get();
  }

  /** Null if whoever asks is let in. */
  @Nullable Said refusal(Asked asked, Instant deviceTime) {
    boolean gave = asked.authorization() != null || token(asked) != null;
    boolean open = !refusing && !script.has(OnvifFault.ALWAYS_UNAUTHORIZED);
    if (open && lets(asked, deviceTime)) {
      return null;
    }
    if (gave) {
      refusedLogins.incrementAndGet();
    }
    return verifier == null
        ? Said.fault(400, "NotAuthorized", "Wsse authorized time check failed")
        : Said.challenge(verifier.challenge());
  }

  boolean letsGet(String authorization) {
    return verifier == null || verifier.accepts(authorization, "GET");
  }

  String challenge() {
    return verifier == null ? "" : verifier.challenge();
  }

  private boolean lets(Asked asked, Instant deviceTime) {
    if (verifier != null) {
      return verifier.accepts(asked.authorization(), "POST");
    }
    XmlElement token = token(asked);
    return script.access() == OnvifScript.Access.OPEN || (token != null && good(token, deviceTime));
  }

  private static @Nullable XmlElement token(Asked asked) {
    XmlElement header = asked.header();
    return header == null ? null : header.find("UsernameToken");
  }

  private boolean good(XmlElement token, Instant deviceTime) {
    try {
      String created = token.text("Created");
      Duration off = Duration.between(Instant.parse(created), deviceTime).abs();
      byte[] nonce = Base64.getDecoder().decode(token.text("Nonce"));
      return token.text("Username").equals(script.username())
          && off.compareTo(TOLERANCE) <= 0
          && UsernameToken.digest(nonce, created, script.password()).equals(token.text("Password"));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return false;
    }
  }
}
