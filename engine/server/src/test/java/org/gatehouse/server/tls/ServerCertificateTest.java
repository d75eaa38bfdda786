package org.gatehouse.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCertificateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path data;

  private String fingerprintAt(Instant time) {
    return ServerCertificate.of(data, Set.of(), time).fingerprint();
  }

  /** The clock may have been wrong when it was made. */
  @ParameterizedTest
  @CsvSource({
    "P-3650D, false, years before it begins",
    "PT-25H, false, just before it begins",
    "PT-23H, true, a clock that was set back a little",
    "P699D, true, long before it ends",
    "P701D, false, soon before it ends",
    "P800D, false, after it ended"
  })
  void of_oneThatIsThere_isKeptWhileItIsGood(Duration later, boolean kept, String when) {
    String made = fingerprintAt(NOW);
    assertThat(fingerprintAt(NOW.plus(later)).equals(made)).as(when).isEqualTo(kept);
  }

  @Test
  void of_madeAnew_isGoodFromThenOn() {
    fingerprintAt(NOW);
    Instant before = NOW.minus(Duration.ofDays(3650));
    String anew = fingerprintAt(before);
    assertThat(fingerprintAt(before.plusSeconds(1))).isEqualTo(anew);
  }

  @Test
  void given_keyOfAnotherCertificate_isRefusedInWords() {
    ServerCertificate one = ServerCertificate.of(data.resolve("one"), Set.of());
    ServerCertificate other = ServerCertificate.of(data.resolve("other"), Set.of());
    assertThat(ServerCertificate.given(one.chain(), one.key()).own()).isTrue();
    assertThatThrownBy(() -> ServerCertificate.given(one.chain(), other.key()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("server.tls.key", "is not the key of");
    assertThatThrownBy(() -> ServerCertificate.given(one.chain(), one.chain()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("server.tls.key", "no private key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"genrsa", "genpkey -algorithm RSA", "ecparam -name prime256v1 -genkey"})
  void given_keyAsOpensslMakesThem_isTaken(String how) throws Exception {
    Path key = data.resolve("key.pem");
    Path chain = data.resolve("chain.pem");
    openssl(how + " -out " + key);
    openssl("req -x509 -new -subj /CN=gate -days 2 -key " + key + " -out " + chain);
    assertThat(ServerCertificate.given(chain, key).fingerprint()).isNotEmpty();
  }

  @Test
  void given_certificateThatNoServerShows_isRefusedInWords() throws Exception {
    Path key = data.resolve("key.pem");
    Path chain = data.resolve("chain.pem");
    openssl("genpkey -algorithm ED25519 -out " + key);
    openssl("req -x509 -new -subj /CN=gate -days 2 -key " + key + " -out " + chain);
    assertThatThrownBy(() -> ServerCertificate.given(chain, key))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("only RSA and EC");
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nnonsense!\n-----END PRIVATE KEY-----\n");
    ServerCertificate made = ServerCertificate.of(data, Set.of());
    assertThatThrownBy(() -> ServerCertificate.given(made.chain(), key))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("damaged");
  }

  private static void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      assertThat(System.getenv("CI")).as("openssl must be installed there").isNotEqualTo("true");
      abort("skipped: openssl is not installed");
      return;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
