package org.gatehouse.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.contract.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void matches_itsOwnAndNoOther() {
    String hash = passwords.hash(Secret.of("correct horse battery"));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(passwords.matches(hash, Secret.of("correct horse battery"))).isTrue();
    assertThat(passwords.matches(hash, Secret.of("correct horse batterY"))).isFalse();
    assertThat(passwords.matches(null, Secret.of("correct horse battery"))).isFalse();
    assertThat(passwords.hash(Secret.of("correct horse battery"))).isNotEqualTo(hash);
  }

  /** One of the known answers of the reference implementation. */
  @Test
  void matches_whatTheReferenceImplementationMade() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.matches(hash, Secret.of("password"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void matches_whatIsNoStringOrTooDear_isFalse(String hash) {
    assertThat(passwords.matches(hash, Secret.of("password"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "elevenchars", "LONGNAME-FOR-ONE"})
  void check_shortOrTheName_isRefusedWithoutShowingIt(String password) {
    assertThatThrownBy(() -> Passwords.check("longname-for-one", Secret.of(password)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("elevenchars");
  }
}
