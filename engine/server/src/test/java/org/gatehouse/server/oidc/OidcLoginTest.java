package org.gatehouse.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.config.OidcConfig;
import org.gatehouse.server.config.OidcConfig.RoleGrant;
import org.gatehouse.server.oidc.LoginRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a provider, and what is not. */
class OidcLoginTest {
  private static final URI CALLBACK =
      URI.create("http://127.0.0.1:8080/api/v1/login/oidc/callback");
  private static final Secret SECRET = Secret.of("c4nary-secret-of-the-client");

  private final AtomicLong seconds = new AtomicLong();
  private final Ticker ticker =
      new Ticker() {
        @Override
        public long nanos() {
          return Duration.ofSeconds(seconds.get()).toNanos();
        }

        @Override
        public long epochMicros() {
          return Ticker.system().epochMicros();
        }
      };
  private FakeProvider provider;
  private OidcLogin oidc;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    provider.groups("gate-guards");
    oidc = login(SECRET, "groups");
  }

  @AfterEach
  void stop() {
    oidc.close();
    provider.close();
  }

  private OidcLogin login(@Nullable Secret secret, String rolesClaim) {
    OidcConfig config =
        new OidcConfig(
            provider.issuer(),
            "gatehouse",
            secret,
            List.of("openid", "profile"),
            "Office",
            "preferred_username",
            rolesClaim,
            List.of(
                new RoleGrant("gate-guards", Role.GUARD, List.of("*"), List.of()),
                new RoleGrant("movers", Role.VIEWER, List.of("*"), List.of(Right.REPUBLISH)),
                new RoleGrant("chiefs", Role.ADMIN, List.of("south"), List.of())),
            null);
    return OidcLogin.open(config, "north", null, ticker);
  }

  private OidcLogin.Started begin() throws LoginRefused {
    return oidc.start(new LoginOrder(CALLBACK, "/", "duty", "192.0.2.1"));
  }

  private static String parameter(URI uri, String name) {
    return FakeProvider.first(URLUtils.parseParameters(uri.getRawQuery()), name);
  }

  private static OidcLogin.Return back(OidcLogin.Started started, @Nullable String code) {
    return new OidcLogin.Return(
        parameter(started.provider(), "state"), started.browser(), code, null, null);
  }

  private OidcLogin.Entered enter() throws LoginRefused {
    OidcLogin.Started started = begin();
    return oidc.finish(back(started, provider.code(started.provider())));
  }

  private LoginRefused refusal() {
    LoginRefused refused = catchThrowableOfType(LoginRefused.class, this::enter);
    assertThat(refused).isNotNull();
    return refused;
  }

  private Reason reason(OidcLogin.Return back) {
    return catchThrowableOfType(LoginRefused.class, () -> oidc.finish(back)).reason();
  }

  @Test
  void login_ofSomebodyWithARole_isLetIn() throws Exception {
    OidcLogin.Started started = begin();
    assertThat(started.provider().toString()).startsWith(provider.issuer() + "/auth?");
    assertThat(parameter(started.provider(), "code_challenge_method")).isEqualTo("S256");
    assertThat(parameter(started.provider(), "scope")).isEqualTo("openid profile");
    assertThat(parameter(started.provider(), "redirect_uri")).isEqualTo(CALLBACK.toString());

    OidcLogin.Entered entered = oidc.finish(back(started, provider.code(started.provider())));
    assertThat(entered.account().name()).isEqualTo("oidc:gina");
    assertThat(entered.account().at("north")).isEqualTo(Role.GUARD);
    assertThat(entered.account().rights()).isEmpty();
    assertThat(entered.subject()).isEqualTo("4711");
    assertThat(provider.asked).hasSize(1).allMatch(asked -> asked.startsWith("Basic "));
  }

  @Test
  void login_ofAPublicClientAndWithTheSecretInTheBody_areAsTheProviderWants() throws Exception {
    provider.more.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    enter();
    assertThat(provider.asked.remove()).startsWith("null ").contains("client_secret=");
    oidc.close();
    oidc = login(null, "groups");
    enter();
    assertThat(provider.asked.remove())
        .startsWith("null ")
        .contains("client_id=gatehouse")
        .doesNotContain("client_secret");
  }

  @Test
  void roles_ofSeveralValues_areTheHighestHereAndAllRights() throws Exception {
    provider.groups("movers", "gate-guards", "chiefs", "unheard-of");
    OidcLogin.Entered entered = enter();
    assertThat(entered.account().at("north")).isEqualTo(Role.GUARD);
    assertThat(entered.account().rights()).isEqualTo(Set.of(Right.REPUBLISH));
  }

  static Stream<Arguments> claimsWithoutARole() {
    return Stream.<Consumer<JWTClaimsSet.Builder>>of(
            builder -> {},
            builder -> builder.claim("groups", null),
            builder -> builder.claim("groups", 7),
            builder -> builder.claim("groups", true),
            builder -> builder.claim("groups", Map.of("gate-guards", true)),
            builder -> builder.claim("groups", List.of()),
            builder -> builder.claim("groups", List.of(1, List.of("gate-guards"))),
            builder -> builder.claim("groups", "gate-guards,movers"),
            builder -> builder.claim("groups", List.of("chiefs")))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("claimsWithoutARole")
  void claim_missingOfAnotherTypeOrUnmapped_isNoRole(Consumer<JWTClaimsSet.Builder> claims) {
    provider.claims = claims;
    LoginRefused refused = refusal();
    assertThat(refused.reason()).isEqualTo(Reason.NO_ROLE);
    assertThat(refused.user()).isEqualTo("oidc:gina");
    assertThat(refused.getMessage()).contains("oidc:gina has no role here: claim 'groups' ");
  }

  @Test
  void claim_behindDotsOrWithDotsInItsName_isFound() throws Exception {
    oidc.close();
    oidc = login(SECRET, "realm.roles");
    provider.claims = claims -> claims.claim("realm", Map.of("roles", "gate-guards"));
    assertThat(enter().account().at("north")).isEqualTo(Role.GUARD);
    provider.claims = claims -> claims.claim("realm.roles", List.of("gate-guards"));
    assertThat(enter().account().at("north")).isEqualTo(Role.GUARD);
  }

  @Test
  void name_missingOrStrange_fallsBackAndIsPlain() throws Exception {
    provider.claims =
        claims ->
            claims
                .claim("groups", "gate-guards")
                .claim("preferred_username", 5)
                .claim("email", "g@x");
    assertThat(enter().account().name()).isEqualTo("oidc:g@x");
    provider.claims =
        claims -> claims.claim("groups", "gate-guards").claim("preferred_username", null);
    assertThat(enter().account().name()).isEqualTo("oidc:4711");
    provider.claims =
        claims ->
            claims
                .claim("groups", "gate-guards")
                .claim("preferred_username", "a\nb<" + "x".repeat(99));
    assertThat(enter().account().name()).startsWith("oidc:a?b?xx").hasSize(69);
  }

  @Test
  void userInfo_hasWhatTheIdTokenLeavesOut_isAsked() throws Exception {
    provider.claims = claims -> {};
    provider.userInfo = Map.of("sub", "4711", "groups", List.of("gate-guards"));
    assertThat(enter().account().at("north")).isEqualTo(Role.GUARD);
    provider.userInfo = Map.of("sub", "0815", "groups", List.of("gate-guards"));
    assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
  }

  static Stream<Arguments> lies() {
    Date before = Date.from(Instant.now().minusSeconds(3600));
    return Stream.of(
        lie("nonce", claims -> claims.claim("nonce", "another")),
        lie("nonce", claims -> claims.claim("nonce", null)),
        lie("audience", claims -> claims.audience("somebody-else")),
        lie("audience", claims -> claims.audience(List.of())),
        lie("issuer", claims -> claims.issuer("https://elsewhere.example")),
        lie("xpired", claims -> claims.expirationTime(before)),
        lie("expiration", claims -> claims.expirationTime(null)),
        lie("sub", claims -> claims.subject(null)));
  }

  private static Arguments lie(String told, Consumer<JWTClaimsSet.Builder> claims) {
    return Arguments.of(told, claims);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void idToken_thatIsForAnotherLogin_isNotBelieved(
      String told, Consumer<JWTClaimsSet.Builder> lie) {
    provider.claims = claims -> lie.accept(claims.claim("groups", "gate-guards"));
    LoginRefused refused = refusal();
    assertThat(refused.reason()).isEqualTo(Reason.UNTRUSTED);
    assertThat(refused.getMessage()).contains(told);
  }

  @Test
  void idToken_unsignedOrByASharedSecretOrAForeignKey_isNotBelieved() throws Exception {
    provider.signing = FakeProvider.unsigned();
    assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
    byte[] shared = FakeProvider.RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    provider.signing =
        FakeProvider.signed(
            new OctetSequenceKey.Builder(shared).keyID("first").build(), JWSAlgorithm.HS256);
    assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
    // More often than keys are asked for: it stays the token's fault.
    provider.signing = FakeProvider.signed(FakeProvider.OTHER_RSA, JWSAlgorithm.RS256);
    for (int i = 0; i < 4; i++) {
      assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
    }
  }

  @Test
  void idToken_byAKeyThatIsPublishedLater_isBelieved() throws Exception {
    enter();
    provider.published = List.of(FakeProvider.EC.toPublicJWK(), FakeProvider.RSA.toPublicJWK());
    provider.signing = FakeProvider.signed(FakeProvider.EC, JWSAlgorithm.ES256);
    assertThat(enter().account().name()).isEqualTo("oidc:gina");
    provider.signing = FakeProvider.signed(FakeProvider.RSA, JWSAlgorithm.PS256);
    assertThat(enter().account().name()).isEqualTo("oidc:gina");
  }

  @Test
  void return_wrongTwiceOrTooLate_isStale() throws Exception {
    OidcLogin.Started started = begin();
    String state = parameter(started.provider(), "state");
    String code = provider.code(started.provider());
    assertThat(reason(new OidcLogin.Return("another", started.browser(), code, null, null)))
        .isEqualTo(Reason.STALE);
    assertThat(reason(new OidcLogin.Return(null, started.browser(), code, null, null)))
        .isEqualTo(Reason.STALE);
    assertThat(reason(new OidcLogin.Return(state, "another", code, null, null)))
        .isEqualTo(Reason.STALE);
    // Whoever showed the state once has used it up.
    assertThat(reason(back(started, code))).isEqualTo(Reason.STALE);

    OidcLogin.Started once = begin();
    oidc.finish(back(once, provider.code(once.provider())));
    assertThat(reason(back(once, provider.code(once.provider())))).isEqualTo(Reason.STALE);

    OidcLogin.Started late = begin();
    seconds.addAndGet(600);
    assertThat(reason(back(late, provider.code(late.provider())))).isEqualTo(Reason.STALE);
  }

  @Test
  void return_withAnErrorACodeUsedBeforeOrAnotherIssuer_isRefused() throws Exception {
    OidcLogin.Started denied = begin();
    assertThat(
            reason(
                new OidcLogin.Return(
                    parameter(denied.provider(), "state"),
                    denied.browser(),
                    null,
                    "access_denied",
                    null)))
        .isEqualTo(Reason.DENIED);
    assertThat(reason(back(begin(), ""))).isEqualTo(Reason.DENIED);
    OidcLogin.Started first = begin();
    String code = provider.code(first.provider());
    oidc.finish(back(first, code));
    assertThat(reason(back(begin(), code))).isEqualTo(Reason.DENIED);
    OidcLogin.Started mixed = begin();
    assertThat(
            reason(
                new OidcLogin.Return(
                    parameter(mixed.provider(), "state"),
                    mixed.browser(),
                    provider.code(mixed.provider()),
                    null,
                    "https://elsewhere.example")))
        .isEqualTo(Reason.UNTRUSTED);
  }

  @Test
  void return_withoutItsIssuer_isRefusedWhereTheProviderNamesIt() {
    provider.more.put("authorization_response_iss_parameter_supported", true);
    assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"x.y.z\"}",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":7}"
      })
  void tokenAnswer_thatIsNone_isNotBelieved(String answer) {
    provider.tokenAnswer = answer;
    assertThat(refusal().reason()).isEqualTo(Reason.UNTRUSTED);
  }

  @Test
  void tokenAnswer_failureOrWithoutEnd_isUnreachable() {
    provider.tokenAnswer = "{}";
    provider.tokenStatus = 500;
    assertThat(refusal().reason()).isEqualTo(Reason.UNREACHABLE);
    provider.tokenStatus = 200;
    provider.tokenAnswer = "{\"a\":\"" + "x".repeat(300_000) + "\"}";
    assertThat(refusal().reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void discovery_ofAnotherIssuerOrWithoutEndpoints_isUnusableUntilItIsMended() throws Exception {
    provider.more.put("issuer", "https://elsewhere.example");
    assertThat(refusal().getMessage()).contains("calls itself https://elsewhere.example");
    provider.more.clear();
    // It is not asked again at once.
    assertThat(refusal().reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(provider.discoveries).hasValue(1);
    seconds.addAndGet(6);
    provider.more.put("token_endpoint", "ftp://elsewhere.example/");
    assertThat(refusal().getMessage()).contains("token_endpoint is no https:// address");
    seconds.addAndGet(6);
    provider.more.clear();
    enter();
    enter();
    assertThat(provider.discoveries).hasValue(3);
  }

  @Test
  void start_issuerNotThere_saysSo() {
    provider.close();
    LoginRefused refused = refusal();
    assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refused.getMessage()).contains(provider.issuer().toString(), "ConnectException");
  }
}
