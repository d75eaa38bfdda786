package org.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTest {
  @Test
  void of_oddAndEvenNumbers_isTheMiddleAndTheSpread() {
    assertThat(Repeated.of(List.of(3.0, 1.0, 2.5))).isEqualTo(new Repeated(2.5, 1, 3, 3));
    assertThat(Repeated.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Repeated(2.5, 1, 4, 4));
  }

  @Test
  void put_repeated_isANumberInJsonWithItsSpreadBeside() {
    MachineLoad load = new MachineLoad(2, 0.5);
    BenchReport report = new BenchReport("x", Instant.EPOCH, load);
    report.put("once", "once", Repeated.of(List.of(0.5)));
    report.put("often", "often", Repeated.of(List.of(0.5, 0.25, 2.0)));
    report.put("absent", "absent", (Repeated) null);
    assertThat(report.json())
        .isEqualTo("{\"once\":0.5,\"often\":0.5,\"oftenSpread\":[0.25,2.0],\"absent\":null}");
    assertThat(report.table(load)).anyMatch(line -> line.endsWith("0.500 (0.250 to 2.000)"));
  }
}
