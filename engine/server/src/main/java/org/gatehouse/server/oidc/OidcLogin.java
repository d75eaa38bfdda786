package org.gatehouse.server.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.oidc.LoginRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Logs in those for whom a provider vouches, by the authorization code flow with PKCE. Both halves
 * may wait for the provider: they are for threads that may. Thread-safe.
 */
public final class OidcLogin implements AutoCloseable {
  /** For each question to the provider. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final OidcConfig config;
  private final @Nullable URI publicUrl;
  private final IssuerHttp http;
  private final Issuer issuer;
  private final CodeExchange exchange;
  private final RoleMapping mapping;
  private final PendingLogins pending;
  private final Ticker ticker;

  /**
   * Where somebody is sent.
   *
   * @param browser what only this browser is to have, in a cookie, until it comes back
   */
  public record Started(URI provider, String browser) {}

  /**
   * How somebody came back; each is null if it is not there.
   *
   * @param browser what the cookie holds
   * @param error the provider's word for why not
   * @param issuer who says so (RFC 9207)
   */
  public record Return(
      @Nullable String state,
      @Nullable String browser,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer) {}

  /**
   * Somebody who is let in.
   *
   * @param account what they may here
   * @param subject how the provider calls them for good
   * @param order what they asked for
   */
  public record Entered(Account account, String subject, LoginOrder order) {}

  private OidcLogin(
      OidcConfig config, String site, @Nullable URI publicUrl, IssuerHttp http, Ticker ticker) {
    this.config = config;
    this.publicUrl = publicUrl;
    this.http = http;
    this.ticker = ticker;
    issuer = new Issuer(config.issuer(), http, ticker);
    exchange = new CodeExchange(config, issuer, http);
    mapping = new RoleMapping(config.roles(), site);
    pending = new PendingLogins(ticker);
  }

  /**
   * Asks nobody anything yet.
   *
   * @param publicUrl how browsers reach the engine; null if as they say themselves
   * @throws org.gatehouse.contract.config.ConfigException if the authority's file cannot serve
   */
  public static OidcLogin open(
      OidcConfig config, String site, @Nullable URI publicUrl, Ticker ticker) {
    IssuerHttp http = new IssuerHttp(IssuerTrust.of(config.authority()), LIMIT);
    return new OidcLogin(config, site, publicUrl, http, ticker);
  }

  /** Words of the button. */
  public String button() {
    return config.button();
  }

  /** How browsers reach the engine; null if as they say themselves. */
  public @Nullable URI publicUrl() {
    return publicUrl;
  }

  /** How long somebody may stay at the provider. */
  public static Duration lifetime() {
    return PendingLogins.LIFETIME;
  }

  /** Begins a login. */
  public Started start(LoginOrder order) throws LoginRefused {
    Issuer.Known known = issuer.known();
    Pending login = new Pending(order, new Nonce(), new CodeVerifier());
    PendingLogins.Keys keys = pending.begin(login);
    AuthenticationRequest request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                Scope.parse(config.scopes()),
                new ClientID(config.clientId()),
                order.callback())
            .endpointURI(known.metadata().getAuthorizationEndpointURI())
            .state(new State(keys.state()))
            .nonce(login.nonce())
            .codeChallenge(login.verifier(), CodeChallengeMethod.S256)
            .build();
    return new Started(request.toURI(), keys.browser());
  }

  /** Ends a login, one way or the other. */
  public Entered finish(Return back) throws LoginRefused {
    Pending login = back.state() == null ? null : pending.end(back.state(), back.browser());
    if (login == null) {
      throw new LoginRefused(
          Reason.STALE, "no login of this browser is under way: it took too long, or is over");
    }
    checkIssuer(back.issuer());
    if (back.code() == null || back.code().isBlank()) {
      String error = back.error() == null ? "nothing" : Issuer.plain(back.error());
      throw new LoginRefused(Reason.DENIED, "the provider gave no code, but said: " + error);
    }
    Map<String, Object> claims = exchange.claims(back.code(), login);
    return entered(claims, login.order());
  }

  private void checkIssuer(@Nullable String said) throws LoginRefused {
    boolean always = issuer.known().metadata().supportsAuthorizationResponseIssuerParam();
    if (said == null ? always : !said.equals(config.issuer().toString())) {
      throw new LoginRefused(
          Reason.UNTRUSTED,
          said == null
              ? "the answer does not name its issuer, as this provider's do"
              : "the answer is from another issuer: " + Issuer.plain(said));
    }
  }

  private Entered entered(Map<String, Object> claims, LoginOrder order) throws LoginRefused {
    String subject = String.valueOf(claims.get("sub"));
    String name =
        Objects.requireNonNullElse(
            Claims.name(claims, List.of(config.nameClaim(), "email", "sub")), "?");
    Object roles = Claims.find(claims, config.rolesClaim());
    Instant now = Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
    Account account = mapping.account(name, Claims.texts(roles), now);
    if (account == null) {
      throw LoginRefused.noRole(
          RoleMapping.PREFIX + name,
          "%s%s has no role here: claim '%s' %s"
              .formatted(RoleMapping.PREFIX, name, config.rolesClaim(), seen(roles)));
    }
    return new Entered(account, Issuer.plain(subject), order);
  }

  private static String seen(@Nullable Object roles) {
    return switch (roles) {
      case null -> "is missing";
      case String _, Collection<?> _ -> "has no value that server.oidc.roles knows";
      default -> "is neither a text nor a list of texts";
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
