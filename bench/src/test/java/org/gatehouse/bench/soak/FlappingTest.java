package org.gatehouse.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.bench.fleet.FleetOrder;
import org.junit.jupiter.api.Test;

class FlappingTest {
  private static final int SECONDS = 1800;

  private static List<String> cameras(int count) {
    return IntStream.range(0, count).mapToObj(i -> "cam" + i).toList();
  }

  @Test
  void due_halfAnHourOfFourHundred_everyFifthTakesEachFaultByTurns() {
    Flapping flapping = new Flapping(cameras(400));
    Map<String, Set<String>> faults = new HashMap<>();
    for (int second = 0; second <= SECONDS; second++) {
      for (FleetOrder.Fail order : flapping.due(second)) {
        order
            .cameras()
            .forEach(id -> faults.computeIfAbsent(id, x -> new HashSet<>()).add(order.fault()));
      }
    }
    assertThat(faults.keySet()).isEqualTo(flapping.cameras()).hasSize(80);
    Set<String> all = new HashSet<>(Flapping.FAULTS);
    all.add("none");
    assertThat(faults.values()).allMatch(all::equals);
  }

  @Test
  void due_cameraWithAFault_isWellAgainBeforeItsNext() {
    for (int count : new int[] {1, 20, 400}) {
      Flapping flapping = new Flapping(cameras(count));
      Set<String> ill = new HashSet<>();
      for (int second = 0; second <= SECONDS; second++) {
        for (FleetOrder.Fail order : flapping.due(second)) {
          if (order.fault().equals("none")) {
            ill.removeAll(order.cameras());
          } else {
            assertThat(ill).doesNotContainAnyElementsOf(order.cameras());
            ill.addAll(order.cameras());
          }
        }
        assertThat(ill.size()).isLessThanOrEqualTo(Math.max(1, count / 20));
      }
    }
  }
}
