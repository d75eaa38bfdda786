package org.gatehouse.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A provider in the test's own process that lies as told. */
public final class FakeProvider implements AutoCloseable {
  static final RSAKey RSA = rsa("first");
  static final RSAKey OTHER_RSA = rsa("second");
  static final ECKey EC = ec();

  /** What it says of itself besides what is needed. */
  final JSONObject more = new JSONObject();

  /** What user info says; null for nothing. */
  volatile @Nullable Map<String, Object> userInfo;

  /** Changes the claims of the next ID tokens. */
  volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};

  /** Makes the ID token of claims. */
  volatile Signing signing = signed(RSA, JWSAlgorithm.RS256);

  /** Instead of the answer to a code. */
  volatile @Nullable String tokenAnswer;

  volatile int tokenStatus = 200;
  volatile List<JWK> published = List.of(RSA);

  /** What came to the token endpoint: headers and form. */
  final Queue<String> asked = new ConcurrentLinkedQueue<>();

  final AtomicInteger discoveries = new AtomicInteger();
  private final HttpServer server;
  private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();

  /** Makes the ID token of claims. */
  interface Signing {
    String of(JWTClaimsSet claims) throws JOSEException;
  }

  private FakeProvider(HttpServer server) {
    this.server = server;
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/jwks", e -> answer(e, 200, new JWKSet(published).toString()));
    server.createContext("/token", this::token);
    server.createContext("/me", this::me);
    server.start();
  }

  /** One that says the truth until it is told otherwise. */
  public static FakeProvider start() throws IOException {
    return new FakeProvider(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  static Signing signed(JWK key, JWSAlgorithm algorithm) {
    return claims -> {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      token.sign(signer(key));
      return token.serialize();
    };
  }

  static Signing unsigned() {
    return claims -> new PlainJWT(claims).serialize();
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> new RSASSASigner(rsa);
      case ECKey ec -> new ECDSASigner(ec);
      case OctetSequenceKey shared -> new MACSigner(shared);
      default -> throw new IllegalArgumentException();
    };
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its issuer. */
  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Gives whoever is logged in these groups. */
  public void groups(String... groups) {
    claims = builder -> builder.claim("groups", List.of(groups));
  }

  /** Lets somebody who came with that address log in: the code for it. */
  public String code(URI authorization) {
    String code = "c4nary-code-" + codes.size();
    codes.put(code, URLUtils.parseParameters(authorization.getRawQuery()));
    return code;
  }

  /** What came to the token endpoint. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void discovery(HttpExchange exchange) throws IOException {
    discoveries.incrementAndGet();
    JSONObject all = new JSONObject();
    all.put("issuer", issuer().toString());
    all.put("authorization_endpoint", issuer() + "/auth");
    all.put("token_endpoint", issuer() + "/token");
    all.put("userinfo_endpoint", issuer() + "/me");
    all.put("jwks_uri", issuer() + "/jwks");
    all.put("response_types_supported", List.of("code"));
    all.put("subject_types_supported", List.of("public"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.putAll(more);
    answer(exchange, 200, all.toJSONString());
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
    Map<String, List<String>> form = URLUtils.parseParameters(body);
    String answer = tokenAnswer;
    if (answer != null) {
      answer(exchange, tokenStatus, answer);
      return;
    }
    Map<String, List<String>> login = codes.remove(first(form, "code"));
    if (login == null || !challenge(form).equals(first(login, "code_challenge"))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    JSONObject tokens = new JSONObject();
    tokens.put("access_token", "c4nary-access-token");
    tokens.put("token_type", "Bearer");
    tokens.put("id_token", idToken(login));
    answer(exchange, 200, tokens.toJSONString());
  }

  static String first(Map<String, List<String>> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name), name).getFirst();
  }

  private static String challenge(Map<String, List<String>> form) {
    CodeVerifier verifier = new CodeVerifier(first(form, "code_verifier"));
    return CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
  }

  private String idToken(Map<String, List<String>> login) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .audience(first(login, "client_id"))
            .subject("4711")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", first(login, "nonce"))
            .claim("preferred_username", "gina");
    claims.accept(builder);
    try {
      return signing.of(builder.build());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void me(HttpExchange exchange) throws IOException {
    Map<String, Object> told = userInfo;
    if (told == null) {
      answer(exchange, 401, "{}");
    } else {
      answer(exchange, 200, JSONObject.toJSONString(told));
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
