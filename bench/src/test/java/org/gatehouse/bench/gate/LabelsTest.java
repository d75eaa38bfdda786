package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final String HEAD = "start_s,end_s,plate,max_plate_px,t80_s,kind";

  @Test
  void parse_columnsOfTheClips_areRead() {
    List<Label> labels =
        Labels.parse(List.of(HEAD, "1.72,6.08,川AS9V79,130,2.76,plain", ""), "a.csv");
    assertThat(labels).hasSize(1);
    assertThat(labels.getFirst().plate()).isEqualTo("川AS9V79");
    assertThat(labels.getFirst().endSeconds()).isEqualTo(6.08);
    assertThat(labels.getFirst().legibleSeconds()).hasValue(2.76);
  }

  @Test
  void parse_neverLegible_isEmpty() {
    List<Label> labels = Labels.parse(List.of(HEAD, "1,2,川AS9V79,70,,plain"), "a.csv");
    assertThat(labels.getFirst().legibleSeconds()).isEmpty();
  }

  @Test
  void parse_quotedNumbersAndAPlateAsPeopleWriteIt_areTakenAsTheyAreMeant() {
    List<Label> labels =
        Labels.parse(List.of(HEAD, "\"1.5\",\"2\",\"粤o·A9112\",70,\"1.75\",plain"), "a.csv");
    assertThat(labels).containsExactly(new Label(1.5, 2, "粤0A9112", OptionalDouble.of(1.75)));
  }

  @Test
  void parse_notANumber_namesTheLine() {
    assertThatThrownBy(() -> Labels.parse(List.of(HEAD, "x,2,川AS9V79,70,1,plain"), "a.csv"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("a.csv, line 2");
  }

  @Test
  void parse_missingColumn_namesIt() {
    assertThatThrownBy(() -> Labels.parse(List.of("start_s,end_s", "1,2"), "a.csv"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("plate");
  }

  @Test
  void parse_plateWithUmlauts_isAsItIsRead() {
    assertThat(Labels.parse(List.of(HEAD, "1,2,WÜAB123,70,,plain"), "a.csv").getFirst().plate())
        .isEqualTo("WUAB123");
  }
}
