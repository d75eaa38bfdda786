package org.gatehouse.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
