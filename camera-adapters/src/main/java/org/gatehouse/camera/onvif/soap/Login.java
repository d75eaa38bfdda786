package org.gatehouse.camera.onvif.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.camera.rtsp.auth.Authorizer;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.Credentials;
import org.gatehouse.contract.camera.LoginGuard;
import org.jspecify.annotations.Nullable;

/**
 * How one device wants us to log in, and how often it refused. Nothing is sent before the device
 * asks for it, nor before the guard lets it. At most two refusals in a row: cameras lock users out
 * after a few. Thread-safe.
 */
final class Login {
  private static final int MAX_REFUSALS = 2;
  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  private final @Nullable Credentials credentials;
  private final LoginGuard guard;
  private @Nullable Authorizer digest;
  private String nonce = "";
  private boolean token;
  private boolean proven;

  /** The last outcome was good, so it is not asked whether the next may be tried. */
  private boolean taken;

  private int refusals;
  private Duration offset = Duration.ZERO;

  Login(@Nullable Credentials credentials, LoginGuard guard) {
    this.credentials = credentials;
    this.guard = guard;
  }

  /**
   * Asks to send what is given; null if it must not be sent. What the device took before is not
   * counted while it is under way, for some answers take long.
   */
  LoginGuard.@Nullable Attempt begin(Proof given) {
    if (!given.given()) {
      return LoginGuard.Attempt.UNCOUNTED;
    }
    synchronized (this) {
      if (taken) {
        return new Taken();
      }
    }
    return guard.begin();
  }

  /** Of credentials that were good before: told only if they no longer are. */
  private final class Taken implements LoginGuard.Attempt {
    @Override
    public void accepted() {}

    @Override
    public void refused() {
      synchronized (Login.this) {
        taken = false;
      }
      LoginGuard.Attempt late = guard.begin();
      if (late != null) {
        late.refused();
      }
    }

    @Override
    public void ended() {}
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
    taken = true;
  }

  /** True if the device refused credentials that went with the request and were not just stale. */
  static boolean counts(Proof given, HttpReply reply) {
    boolean stale =
        given.authorization() != null
            && Challenge.parse(reply.challenges()).stream().anyMatch(Challenge::stale);
    return given.given() && !stale;
  }

  /**
   * The device refused.
   *
   * @return whether another attempt would be a different one
   */
  synchronized boolean refused(Proof given, HttpReply reply, Instant now) {
    List<Challenge> challenges = Challenge.parse(reply.challenges());
    refusals += counts(given, reply) ? 1 : 0;
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
