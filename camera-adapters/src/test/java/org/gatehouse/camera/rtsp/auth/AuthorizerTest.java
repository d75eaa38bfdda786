package org.gatehouse.camera.rtsp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
  private static final Credentials MUFASA = new Credentials("Mufasa", Secret.of("Circle of Life"));

  private static String authorize(Credentials credentials, String clientNonce, String... values) {
    Authorizer authorizer =
        Authorizer.answer(Challenge.parse(List.of(values)), credentials, () -> clientNonce);
    return Objects.requireNonNull(authorizer).authorize("GET", "/dir/index.html");
  }

  /** The example of RFC 7616 §3.9.1. */
  @Test
  void authorize_exampleOfRfc7616_sha256AndMd5() {
    Credentials credentials = new Credentials("Mufasa", Secret.of("Circle of Life"));
    String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    String challenge =
        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s, nonce=\""
            + nonce
            + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    String clientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    assertThat(authorize(credentials, clientNonce, challenge.formatted("SHA-256")))
        .contains(
            "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"",
            "nc=00000001",
            "qop=auth",
            "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
            "algorithm=SHA-256");
    assertThat(authorize(credentials, clientNonce, challenge.formatted("MD5")))
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
  }

  /** RFC 2617 §3.5 without qop, as most cameras ask. */
  @Test
  void authorize_noQop_hasNoCounter() {
    String header = authorize(MUFASA, "x", "Digest realm=\"r\", nonce=\"n\"");
    assertThat(header).doesNotContain("nc=", "cnonce", "algorithm");
    Verifier verifier = Verifier.digestMd5(MUFASA, "n");
    String own = authorize(MUFASA, "x", verifier.challenge());
    assertThat(verifier.accepts(own, "GET")).isTrue();
    assertThat(verifier.accepts(own, "PUT")).isFalse();
  }

  @Test
  void answer_digestAndBasicInAnyOrderAndHeader_choosesDigest() {
    String digest = "Digest realm=\"a, b\", nonce=\"n\"";
    String basic = "Basic realm=\"r\"";
    assertThat(authorize(MUFASA, "x", basic, digest)).startsWith("Digest ");
    assertThat(authorize(MUFASA, "x", digest, basic)).startsWith("Digest ");
    assertThat(authorize(MUFASA, "x", basic + ", " + digest)).startsWith("Digest ");
    assertThat(authorize(MUFASA, "x", digest + ", " + basic)).startsWith("Digest ");
    assertThat(authorize(MUFASA, "x", basic)).isEqualTo("Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
  }

  @Test
  void answer_unknownAlgorithm_takesTheNextOrNothing() {
    String unknown = "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256";
    assertThat(authorize(MUFASA, "x", unknown, "Digest realm=\"r\", nonce=\"n2\"")).contains("n2");
    assertThat(Authorizer.answer(Challenge.parse(List.of(unknown)), MUFASA, () -> "x")).isNull();
    assertThat(Authorizer.answer(List.of(), MUFASA, () -> "x")).isNull();
  }

  @Test
  void challenge_staleInAnyCase_isSeen() {
    assertThat(Challenge.parse(List.of("Digest nonce=\"n\", stale=TRUE")).getFirst().stale())
        .isTrue();
    assertThat(Challenge.parse(List.of("Digest nonce=\"n\"")).getFirst().stale()).isFalse();
  }
}
