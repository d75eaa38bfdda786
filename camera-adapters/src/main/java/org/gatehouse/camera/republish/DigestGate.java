package org.gatehouse.camera.republish;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.gatehouse.camera.rtsp.RtspHeaders;
import org.gatehouse.camera.rtsp.RtspRequest;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.rtsp.auth.DigestCheck;
import org.gatehouse.contract.republish.RepublishUser;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Digest (RFC 7616) of one connection, with nonces of its own, so that what is overheard serves on
 * no other. SHA-256 is offered first, MD5 for the many clients that know no other; so is an answer
 * without {@code qop}, as RFC 2069 had it. A nonce serves for five minutes. Owned by the event
 * loop.
 */
final class DigestGate {
  static final String REALM = "gatehouse";
  private static final long LIFETIME = Duration.ofMinutes(5).toNanos();

  private final List<RepublishUser> users;
  private final Ticker ticker;
  private final Nonces nonces;
  private String nonce;
  private long issuedNanos;
  private long uses;

  /** Gives texts that cannot be guessed. */
  interface Nonces {
    String next();
  }

  /** What a request's credentials are worth. */
  sealed interface Verdict {
    /** They are right. */
    record Proven(RepublishUser user) implements Verdict {}

    /**
     * They are not, or there are none.
     *
     * @param name as it called itself; empty without credentials
     * @param stale true if they were right for a nonce that is too old
     */
    record Unproven(String name, boolean stale) implements Verdict {
      /** True if a password was wrong. */
      boolean guessed() {
        return !name.isEmpty() && !stale;
      }
    }
  }

  DigestGate(List<RepublishUser> users, Ticker ticker, Nonces nonces) {
    this.users = users;
    this.ticker = ticker;
    this.nonces = nonces;
    this.nonce = nonces.next();
    this.issuedNanos = ticker.nanos();
  }

  /** What a request without good credentials is answered with. */
  RtspHeaders challenge(boolean stale) {
    if (old()) {
      nonce = nonces.next();
      issuedNanos = ticker.nanos();
      uses = 0;
    }
    String rest =
        "realm=\"%s\", nonce=\"%s\", qop=\"auth\"%s"
            .formatted(REALM, nonce, stale ? ", stale=true" : "");
    return RtspHeaders.EMPTY
        .with("WWW-Authenticate", "Digest " + rest + ", algorithm=SHA-256")
        .with("WWW-Authenticate", "Digest " + rest + ", algorithm=MD5");
  }

  private boolean old() {
    return ticker.nanos() - issuedNanos > LIFETIME;
  }

  Verdict judge(RtspRequest request) {
    Challenge given = given(request.headers().first("Authorization"));
    if (given == null) {
      return new Verdict.Unproven("", false);
    }
    String name = given.parameter("username");
    @Nullable RepublishUser user =
        users.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    boolean right =
        user != null
            && given.parameter("realm").equals(REALM)
            && sameStream(given.parameter("uri"), request.uri())
            && DigestCheck.proves(given, request.method(), user.password());
    if (user == null || !right) {
      return new Verdict.Unproven(name, false);
    }
    boolean current = given.parameter("nonce").equals(nonce) && !old() && counts(given);
    return current ? new Verdict.Proven(user) : new Verdict.Unproven(name, true);
  }

  private static @Nullable Challenge given(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return null;
    }
    List<Challenge> parsed = Challenge.parse(List.of(authorization));
    boolean digest = !parsed.isEmpty() && parsed.getFirst().scheme().equals("digest");
    return digest ? parsed.getFirst() : null;
  }

  /** Some clients sign the URL of the whole stream where they ask for a track of it. */
  private static boolean sameStream(String signed, String asked) {
    Target a = Target.of(signed);
    Target b = Target.of(asked);
    return (a != null && b != null) ? a.stream().equals(b.stream()) : signed.equals(asked);
  }

  /** Each use of a nonce has a higher number, where the client counts. */
  private boolean counts(Challenge given) {
    if (given.parameter("qop").isEmpty()) {
      return true;
    }
    String count = given.parameter("nc").toLowerCase(Locale.ROOT);
    if (!count.matches("[0-9a-f]{1,8}")) {
      return false;
    }
    long number = HexFormat.fromHexDigitsToLong(count);
    boolean higher = number > uses;
    uses = Math.max(uses, number);
    return higher;
  }
}
