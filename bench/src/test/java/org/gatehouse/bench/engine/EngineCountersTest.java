package org.gatehouse.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineCountersTest {
  @Test
  void byCamera_otherNamesAndComments_areLeftOut() {
    String text =
        """
        # TYPE units_total counter
        units_total{camera="a"} 12.0
        units_total{camera="b",stream="main"} 1.2E7
        units_total{camera="b",stream="sub"} 3.0
        bytes_total{camera="a"} 99.0
        """;
    assertThat(EngineCounters.byCamera(text, "units_total"))
        .containsOnly(
            org.assertj.core.api.Assertions.entry("a", 12L),
            org.assertj.core.api.Assertions.entry("b", 12_000_003L));
  }

  @Test
  void series_anyLabels_areAllValues() {
    String text = "cpu_total{camera=\"a\"} 1.5\ncpu_total{camera=\"b\"} 2.25\ncpu_total_more 9\n";
    assertThat(EngineCounters.series(text, "cpu_total")).containsExactly(1.5, 2.25);
  }

  @Test
  void single_metricWithoutLabels_isItsValueOrNone() {
    String text = "cpu_seconds_total 1.25\ncpu_seconds_total_more 9\n";
    assertThat(EngineCounters.single(text, "cpu_seconds_total")).hasValue(1.25);
    assertThat(EngineCounters.single(text, "cpu_seconds")).isEmpty();
  }

  @Test
  void single_seriesWithItsLabels_isFoundAndItsNeighboursAreNot() {
    String text = "used{id=\"mapped\"} 1.0\nused{id=\"direct\"} 2.5E7\nused_max 3.0\n";
    assertThat(EngineCounters.single(text, "used{id=\"direct\"}")).hasValue(2.5e7);
    assertThat(EngineCounters.single(text, "used")).isEmpty();
  }

  @Test
  void parseOwn_line_leavesEndedChildrenOut() {
    String stat = "42 (a) S 1 42 42 0 -1 4194304 5 6 7 8 100 50 20 30 20 0 9 0 77";
    assertThat(ProcessCpu.parseOwn(stat)).isEqualTo(1.5);
  }

  @Test
  void threads_status_isTheirNumber() {
    assertThat(ProcessCounts.parse("Name:\tjava\nThreads:\t61\nSigQ:\t1/2\n")).isEqualTo(61);
  }

  @Test
  void rss_status_isMiB() {
    assertThat(ProcessMemory.parse("VmPeak:\t 9 kB\nVmRSS:\t  2048 kB\nVmData: 1 kB\n"))
        .isEqualTo(2.0);
  }
}
