package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.contract.list.ListEntry;
import org.junit.jupiter.api.Test;

class GateListsTest {
  private static Label label(String plate) {
    return new Label(1, 2, plate, OptionalDouble.empty());
  }

  @Test
  void withLookAlikes_vehicleWithoutAPlate_isLeftOut() {
    List<Label> truth =
        List.of(label("粤B12345"), label(""), label("川A00001"), label(""), label("苏A66U71"));
    assertThat(GateLists.listed(truth)).containsExactly("粤B12345", "苏A66U71");
    assertThat(GateLists.withLookAlikes(truth, "gate-1"))
        .extracting(ListEntry::plate)
        .hasSize(3)
        .contains("粤B12345", "苏A66U71")
        .doesNotContain("", "川A00001");
  }
}
