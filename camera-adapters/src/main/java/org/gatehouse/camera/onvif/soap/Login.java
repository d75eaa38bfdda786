package org.gatehouse.camera.onvif.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * How one device wants us to log in, and how often it refused. Nothing is sent before the device
 * asks for it. At most two refusals in a row: cameras lock users out after a few. Thread-safe.
 */
final class Login {
  private static final int MAX_REFUSALS = 2;
  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  private final @Nullable Credentials credentials;
  private @Nullable Authorizer digest;
  private String nonce = "";
  private boolean token;
  private boolean proven;
  private int refusals;
  private Duration offset = Duration.ZERO;

  Login(@Nullable Credentials credentials) {
    this.credentials = credentials;
  }

  /** What goes with one request. */
  record Proof(@Nullable String authorization, String security) {
    boolean given() {
      return authorization != null || !security.isEmpty();
    }
  }

  synchronized boolean hasCredentials() {
    return credentials != null;
  }

  synchronized boolean exhausted() {
    return refusals >= MAX_REFUSALS;
  }

  /** Sets the device's time; false if that is what was thought. */
  synchronized boolean deviceAhead(Duration ahead) {
    boolean other = offset.minus(ahead).abs().compareTo(SAME_TIME) > 0;
    if (other) {
      offset = ahead;
    }
    return other;
  }

  synchronized Proof proof(String method, String target, Instant now) {
    String authorization = digest == null ? null : digest.authorize(method, target);
    if (!token || credentials == null) {
      return new Proof(authorization, "");
    }
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return new Proof(authorization, UsernameToken.header(credentials, random, now.plus(offset)));
  }

  /** The device took what was given. */
  synchronized void accepted() {
    refusals = 0;
    proven = true;
  }

  /**
   * The device refused; counts it if credentials went with the request and were not merely stale.
   *
   * @return whether another attempt would be a different one
   */
  synchronized boolean refused(Proof given, HttpReply reply, Instant now) {
    List<Challenge> challenges = Challenge.parse(reply.challenges());
    boolean stale = given.authorization() != null && challenges.stream().anyMatch(Challenge::stale);
    if (given.given() && !stale) {
      refusals++;
    }
    if (credentials == null || exhausted()) {
      return false;
    }
    if (learn(challenges, given)) {
      return true;
    }
    if (!token && (digest == null || reply.status() != 401)) {
      token = true;
      return true;
    }
    Instant date = reply.time();
    return token && date != null && deviceAhead(Duration.between(now, date));
  }

  /** Takes up a Digest challenge, or its newer nonce if the credentials were good before. */
  private boolean learn(List<Challenge> challenges, Proof given) {
    List<Challenge> digests = challenges.stream().filter(c -> c.scheme().equals("digest")).toList();
    Credentials mine = credentials;
    if (digests.isEmpty() || mine == null) {
      return false;
    }
    String offered = digests.getFirst().parameter("nonce");
    boolean stale = digests.stream().anyMatch(Challenge::stale);
    boolean news = !offered.equals(nonce);
    if (given.authorization() != null && !(news && (stale || proven))) {
      return false;
    }
    nonce = offered;
    token = false;
    digest = Authorizer.answer(digests, mine, HttpCaller::nonce);
    return digest != null;
  }
}
