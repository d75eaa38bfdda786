package org.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final MachineLoad LOAD = new MachineLoad(2, 0.5);

  @TempDir Path folder;

  private static BenchReport report() {
    return new BenchReport("gate", Instant.parse("2026-01-02T03:04:05Z"), LOAD)
        .put("truth", "passages in truth", 12)
        .put("decisionP50Ms", "p50 ms", null)
        .put("cpuSecondsPerVideoSecond", "CPU", 0.5);
  }

  @Test
  void json_figures_isOneFlatLine() {
    assertThat(report().json())
        .isEqualTo("{\"truth\":12,\"decisionP50Ms\":null,\"cpuSecondsPerVideoSecond\":0.5}");
  }

  @Test
  void table_figures_namesMachine() {
    assertThat(report().table(LOAD))
        .anyMatch(line -> line.startsWith("  passages in truth") && line.endsWith("12"))
        .anyMatch(line -> line.contains("2 cores, load average 0.50"));
  }

  @Test
  void write_figures_fileIsNamedByVerbAndTime() throws IOException {
    Path file = report().write(folder.resolve("results"), LOAD);
    assertThat(file.getFileName()).hasToString("gate-20260102T030405Z.json");
    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
    assertThat(json.path("figures").path("truth").asInt()).isEqualTo(12);
    assertThat(json.path("before").path("cores").asInt()).isEqualTo(2);
  }

  @Test
  void of_nearestRank_isAValueOfTheList() {
    List<Long> values = LongStream.rangeClosed(1, 20).boxed().toList();
    assertThat(Percentiles.of(values, 50)).isEqualTo(10);
    assertThat(Percentiles.of(values, 95)).isEqualTo(19);
    assertThat(Percentiles.of(List.of(7L), 95)).isEqualTo(7);
    assertThat(Percentiles.of(List.of(), 50)).isNull();
  }
}
