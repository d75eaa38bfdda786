package org.gatehouse.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gatehouse.bench.fleet.Loss;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.MachineLoad;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IngestFiguresTest {
  private static final MachineLoad LOAD = new MachineLoad(2, 1);

  private static Window window(double cpuSeconds) {
    return new Window(cpuSeconds, 1, 10, 4);
  }

  private static IngestRun.Result result(@Nullable Double floor, double receive, long lost) {
    Loss loss = new Loss(100, 100 - lost, lost);
    return new IngestRun.Result(
        floor == null ? null : window(floor),
        new EngineStage.Result(window(receive), loss, 0, 0, 300, 0),
        new EngineStage.Result(window(2 * receive), loss, 0, 0, 400, 0),
        null,
        null);
  }

  private static String json(IngestRun.Result... results) {
    BenchReport report = new BenchReport("ingest", Instant.EPOCH, LOAD);
    IngestFigures.fill(report, 4, List.of(results));
    return report.json();
  }

  @Test
  void fill_repetitions_ratioIsTakenWithinEachAndItsMedianTold() {
    // The second repetition ran on a busy machine: its floor and its receiver both took more.
    String json = json(result(1.0, 1.2, 0), result(10.0, 13.0, 0), result(1.0, 1.4, 1));
    assertThat(json)
        .contains("\"ratioToFloor\":1.3,\"ratioToFloorSpread\":[1.2,1.4]")
        .contains("\"floorCpuSecondsPerGbit\":1.0,\"floorCpuSecondsPerGbitSpread\":[1.0,10.0]")
        .contains("\"receiveCpuSecondsPerGbit\":1.4")
        .contains("\"repetitions\":3", "\"lost\":2", "\"unitsSent\":600");
  }

  @Test
  void fill_withoutFloorAndPeers_tellsNoneOfThem() {
    assertThat(json(result(null, 1.2, 0)))
        .contains("\"floorCpuSecondsPerGbit\":null", "\"ratioToFloor\":null")
        .contains("\"ffmpegNullCpuSecondsPerGbit\":null")
        .contains("\"coresReceiveAndRecord\":0.24")
        .doesNotContain("Spread");
  }
}
