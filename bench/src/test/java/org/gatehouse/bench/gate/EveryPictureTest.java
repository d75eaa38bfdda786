package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EveryPictureTest {
  private static final Label FIRST = new Label(1, 4, "粤B12345", OptionalDouble.of(2));
  private static final Label SECOND = new Label(5, 8, "川A00001", OptionalDouble.of(6));

  @Test
  void firstReads_earliestExactPictureInThePassage_counts() throws Exception {
    List<JsonNode> lines =
        lines(
            "{\"s\":0.5,\"plates\":[\"粤B12345\"]}",
            "{\"s\":1.2,\"plates\":[\"皖B12345\"]}",
            "{\"s\":1.4,\"plates\":[\"AB123\",\"粤B12345\"]}",
            "{\"s\":1.6,\"plates\":[\"粤B12345\"]}",
            "{\"s\":5.5,\"plates\":[]}");
    assertThat(EveryPicture.firstReads(List.of(FIRST, SECOND), lines))
        .containsOnly(org.assertj.core.api.Assertions.entry(FIRST, 1.4));
  }

  private static List<JsonNode> lines(String... texts) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(json.readTree(text));
    }
    return lines;
  }
}
