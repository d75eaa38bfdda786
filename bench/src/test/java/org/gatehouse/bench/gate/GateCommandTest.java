package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GateCommandTest {
  @TempDir private Path folder;

  @Test
  void parse_videoAndLabels_areTheTwo() {
    assertThat(positionals("a.mp4", "a.csv", "--lanes", "8"))
        .containsExactly(Path.of("a.mp4"), Path.of("a.csv"));
  }

  @Test
  void parse_videoAlone_hasNoLabels() {
    assertThat(positionals("a.mp4")).containsExactly(Path.of("a.mp4"));
  }

  @Test
  void named_aWordOfTheName_isTheRegionElseChina() {
    assertThat(PlateRegions.named(Path.of("clips-eu/gate-cn-1.mp4"))).containsExactly("CN");
    assertThat(PlateRegions.named(Path.of("gate-eu-1.mp4"))).containsExactly("EU");
    assertThat(PlateRegions.named(Path.of("neutral.mp4"))).containsExactly("CN");
  }

  @Test
  void call_everyPictureWithoutLabels_isRefusedAtOnce() {
    GateCommand command = new GateCommand();
    new CommandLine(command).parseArgs("none.mp4", "--every-picture");
    assertThatThrownBy(command::call)
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("LABELS.csv");
  }

  @Test
  void call_labelsThatAreNone_areRefusedBeforeDecisionsAreMeasured() throws Exception {
    Path labels = Files.writeString(folder.resolve("a.csv"), "start,end\n");
    GateLatencyCommand command = new GateLatencyCommand();
    new CommandLine(command).parseArgs("none.mp4", labels.toString());
    assertThatThrownBy(command::call)
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("start_s");
  }

  private static List<Object> positionals(String... arguments) {
    return new CommandLine(new GateCommand())
        .parseArgs(arguments).matchedPositionals().stream()
            .map(CommandLine.Model.PositionalParamSpec::getValue)
            .map(Object.class::cast)
            .toList();
  }
}
