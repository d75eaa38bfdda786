package org.gatehouse.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.oidc.LoginRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Gives a code for what the provider says of somebody. The tokens are read here and forgotten.
 * Thread-safe.
 */
final class CodeExchange {
  /** Signatures by keys that only the provider has: none at all and shared secrets are not. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** How far the provider's clock may be off. */
  private static final int SKEW_SECONDS = 60;

  private static final int FAILURE = 500;
  private static final String NO_TOKEN = "the provider's answer to the code has no ID token in it";

  private final OidcConfig config;
  private final ClientID client;
  private final Issuer issuer;
  private final IssuerHttp http;

  CodeExchange(OidcConfig config, Issuer issuer, IssuerHttp http) {
    this.config = config;
    this.client = new ClientID(config.clientId());
    this.issuer = issuer;
    this.http = http;
  }

  /** The claims of whom the code is about, all of them verified. */
  Map<String, Object> claims(String code, Pending login) throws LoginRefused {
    Issuer.Known known = issuer.known();
    OIDCTokens tokens = tokens(code, login, known.metadata());
    Map<String, Object> claims = verified(tokens.getIDToken(), login, known);
    URI more = known.metadata().getUserInfoEndpointURI();
    if (more != null && issuer.isSafe(more) && wanting(claims)) {
      userInfo(more, tokens.getAccessToken(), claims).forEach(claims::putIfAbsent);
    }
    return claims;
  }

  /** Some providers keep ID tokens short and tell the rest to who asks. */
  private boolean wanting(Map<String, Object> claims) {
    return Claims.find(claims, config.rolesClaim()) == null
        || Claims.find(claims, config.nameClaim()) == null;
  }

  private OIDCTokens tokens(String code, Pending login, OIDCProviderMetadata metadata)
      throws LoginRefused {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), login.order().callback(), login.verifier());
    URI endpoint = metadata.getTokenEndpointURI();
    ClientAuthentication shown = authentication(metadata);
    TokenRequest request =
        shown == null
            ? new TokenRequest.Builder(endpoint, client, grant).build()
            : new TokenRequest.Builder(endpoint, shown, grant).build();
    try {
      HTTPResponse answer = request.toHTTPRequest().send(http);
      if (answer.getStatusCode() >= FAILURE) {
        throw new IOException("it answers " + answer.getStatusCode());
      }
      TokenResponse read = OIDCTokenResponseParser.parse(answer);
      if (!read.indicatesSuccess()) {
        throw denied(read.toErrorResponse().getErrorObject());
      }
      if (read instanceof OIDCTokenResponse given && given.getOIDCTokens().getIDToken() != null) {
        return given.getOIDCTokens();
      }
      throw new LoginRefused(Reason.UNTRUSTED, NO_TOKEN);
    } catch (IOException e) {
      throw Issuer.unreachable(endpoint, e);
    } catch (GeneralException e) {
      throw new LoginRefused(Reason.UNTRUSTED, NO_TOKEN, e);
    }
  }

  private @Nullable ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    Secret secret = config.clientSecret();
    if (secret == null) {
      return null;
    }
    var revealed = new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
    List<ClientAuthenticationMethod> ways = metadata.getTokenEndpointAuthMethods();
    boolean inBody =
        ways != null
            && ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return inBody
        ? new ClientSecretPost(client, revealed)
        : new ClientSecretBasic(client, revealed);
  }

  private static LoginRefused denied(@Nullable ErrorObject error) {
    String code = error == null || error.getCode() == null ? "nothing" : error.getCode();
    return new LoginRefused(
        Reason.DENIED, "the provider does not take the code, and says: " + Issuer.plain(code));
  }

  private Map<String, Object> verified(JWT token, Pending login, Issuer.Known known)
      throws LoginRefused {
    IDTokenValidator validator =
        new IDTokenValidator(
            known.metadata().getIssuer(),
            client,
            new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()),
            null);
    validator.setMaxClockSkew(SKEW_SECONDS);
    try {
      return new HashMap<>(validator.validate(token, login.nonce()).toJSONObject());
    } catch (RateLimitReachedException e) {
      throw new LoginRefused(Reason.UNTRUSTED, "the ID token is signed by a key not known", e);
    } catch (KeySourceException e) {
      throw Issuer.unreachable(known.metadata().getJWKSetURI(), new IOException("no keys", e));
    } catch (BadJOSEException | JOSEException e) {
      throw new LoginRefused(
          Reason.UNTRUSTED,
          "the ID token does not hold: " + Issuer.plain(String.valueOf(e.getMessage())),
          e);
    }
  }

  private Map<String, Object> userInfo(URI endpoint, AccessToken token, Map<String, Object> claims)
      throws LoginRefused {
    try {
      UserInfoResponse answer =
          UserInfoResponse.parse(new UserInfoRequest(endpoint, token).toHTTPRequest().send(http));
      UserInfo info = answer.indicatesSuccess() ? answer.toSuccessResponse().getUserInfo() : null;
      if (info == null) {
        return Map.of();
      }
      if (!info.getSubject().getValue().equals(claims.get("sub"))) {
        throw new LoginRefused(Reason.UNTRUSTED, "the provider's user info is about somebody else");
      }
      return info.toJSONObject();
    } catch (IOException e) {
      throw Issuer.unreachable(endpoint, e);
    } catch (GeneralException e) {
      // The ID token stands for itself.
      return Map.of();
    }
  }
}
