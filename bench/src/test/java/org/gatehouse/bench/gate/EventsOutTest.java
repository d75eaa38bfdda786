package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.receive.Delivered;
import org.junit.jupiter.api.Test;

class EventsOutTest {
  private final ObjectMapper json = new ObjectMapper();

  private GateRun.Result result() throws Exception {
    JsonNode body =
        json.readTree(
            """
            {"type":"org.gatehouse.passage.noread.v1","camera":"gate-1",
             "time":"2026-01-01T12:00:00Z"}
            """);
    return new GateRun.Result(
        List.of(new Delivered("1", 3000, body)),
        Map.of("gate-1", 1000L),
        10,
        1,
        new LaneCost(0, 0, 0, 0));
  }

  @Test
  void lines_oneOfSeveralRuns_sayWhich() throws Exception {
    JsonNode line = json.readTree(EventsOut.lines(result(), "tolerant").getFirst());
    assertThat(line.path("run").asText()).isEqualTo("tolerant");
    assertThat(line.path("receivedS").asDouble()).isEqualTo(2);
  }

  @Test
  void lines_theOnlyRun_isNotNamed() throws Exception {
    JsonNode line = json.readTree(EventsOut.lines(result(), null).getFirst());
    assertThat(line.has("run")).isFalse();
    assertThat(line.path("id").asText()).isEqualTo("1");
  }
}
