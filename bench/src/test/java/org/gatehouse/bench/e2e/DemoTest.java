package org.gatehouse.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./gatehouse demo} as a new user runs it, judged by what its own last line says. */
@Tag("e2e")
class DemoTest {
  @Test
  void demo_ninetySeconds_everyPlateExactAFaceAndNothingPending() throws Exception {
    Path launcher = Peers.root().resolve("gatehouse").toAbsolutePath().normalize();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(launcher.toString(), "demo", "--seed", "7", "--for", "60s", "--json"));
    builder.environment().put("GATEHOUSE_NO_BUILD", "1");
    Process process = builder.redirectErrorStream(true).start();
    Peers.Lines said = new Peers.Lines(process);
    try {
      assertThat(process.waitFor(6, TimeUnit.MINUTES)).as(String.join("\n", said.all())).isTrue();
    } finally {
      process.destroy();
    }
    said.join();
    assertThat(process.exitValue()).as(String.join("\n", said.all())).isZero();
    JsonNode result = new ObjectMapper().readTree(said.all().getLast());
    assertThat(result.path("platesExact").asInt())
        .isEqualTo(result.path("plateTruth").asInt())
        .isGreaterThanOrEqualTo(6);
    assertThat(result.path("passages").asInt()).isEqualTo(result.path("plateTruth").asInt());
    assertThat(result.path("faces").asInt()).isPositive();
    assertThat(result.path("openings").asInt()).isPositive();
    assertThat(result.path("eventsPending").asInt()).isZero();
  }
}
