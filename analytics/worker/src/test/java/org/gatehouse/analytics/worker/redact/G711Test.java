package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of ITU-T G.711's tables, scaled to 16 bits. */
class G711Test {
  @ParameterizedTest
  @CsvSource({
    "A_LAW,0xd5,8", "A_LAW,0x55,-8", "A_LAW,0xaa,32256", "A_LAW,0x2a,-32256", "A_LAW,0xc5,264",
    "MU_LAW,0xff,0", "MU_LAW,0x7f,0", "MU_LAW,0x80,32124", "MU_LAW,0x00,-32124", "MU_LAW,0xef,132"
  })
  void sample_ofTheTables_isTheirValue(G711 law, String coded, int value) {
    assertThat(law.sample((byte) (int) Integer.decode(coded))).isEqualTo((short) value);
  }
}
