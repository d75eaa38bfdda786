package org.gatehouse.server.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.oidc.LoginRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0), asked when somebody wants to log
 * in, and remembered for an hour. A failure is remembered for some seconds, so that a provider that
 * hangs is asked by one at a time. Thread-safe.
 */
final class Issuer {
  private static final Duration KNOWN = Duration.ofHours(1);
  private static final Duration FAILED = Duration.ofSeconds(5);
  private static final long KEYS_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long KEYS_WAIT_MILLIS = Duration.ofSeconds(20).toMillis();

  private final URI issuer;
  private final IssuerHttp http;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private @Nullable Known known;

  private @Nullable LoginRefused failure;
  private long asked;

  /**
   * The provider.
   *
   * @param keys by which its tokens are signed; asked anew for a key that is not known
   */
  record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

  Issuer(URI issuer, IssuerHttp http, Ticker ticker) {
    this.issuer = issuer;
    this.http = http;
    this.ticker = ticker;
  }

  /** What is known of it; may wait for it. */
  Known known() throws LoginRefused {
    lock.lock();
    try {
      long since = ticker.nanos() - asked;
      if (failure != null && since < FAILED.toNanos()) {
        throw failure;
      }
      if (failure != null || known == null || since >= KNOWN.toNanos()) {
        ask();
      }
      return Objects.requireNonNull(known);
    } finally {
      lock.unlock();
    }
  }

  private void ask() throws LoginRefused {
    try {
      known = read();
      failure = null;
    } catch (LoginRefused e) {
      failure = e;
      throw e;
    } finally {
      asked = ticker.nanos();
    }
  }

  private Known read() throws LoginRefused {
    try {
      OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(http.get(document()));
      if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
        throw unusable("it calls itself " + plain(metadata.getIssuer().getValue()), null);
      }
      check("authorization_endpoint", metadata.getAuthorizationEndpointURI());
      check("token_endpoint", metadata.getTokenEndpointURI());
      check("jwks_uri", metadata.getJWKSetURI());
      return new Known(metadata, keys(metadata));
    } catch (IOException e) {
      throw unreachable(issuer, e);
    } catch (GeneralException e) {
      // Its own words would quote what was answered.
      throw unusable("what it says of itself is no discovery document", e);
    }
  }

  private URI document() {
    String base = issuer.toString();
    String slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + ".well-known/openid-configuration");
  }

  private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata)
      throws MalformedURLException {
    return JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), http)
        .cache(KEYS_MILLIS, KEYS_WAIT_MILLIS)
        .refreshAheadCache(false)
        .retrying(true)
        .build();
  }

  private void check(String name, @Nullable URI endpoint) throws LoginRefused {
    if (endpoint == null || !isSafe(endpoint)) {
      throw unusable(name + " is " + (endpoint == null ? "missing" : "no https:// address"), null);
    }
  }

  /** As safe as the issuer itself; only one on this machine may do without TLS. */
  boolean isSafe(URI endpoint) {
    boolean https = "https".equals(endpoint.getScheme());
    boolean near = "http".equals(issuer.getScheme()) && "http".equals(endpoint.getScheme());
    return endpoint.getHost() != null && (https || near);
  }

  static LoginRefused unreachable(URI what, IOException e) {
    return new LoginRefused(
        Reason.UNREACHABLE,
        "%s cannot be asked: %s".formatted(what, plain(String.valueOf(e.getMessage()))),
        e);
  }

  private LoginRefused unusable(String why, @Nullable Exception cause) {
    String message = issuer + " cannot be used: " + why;
    return cause == null
        ? new LoginRefused(Reason.UNREACHABLE, message)
        : new LoginRefused(Reason.UNREACHABLE, message, cause);
  }

  /** What somebody else wrote, for a log. */
  static String plain(String text) {
    String line = text.replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
