package org.gatehouse.bench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainingCommandTest {
  private static final int VALUES = PlateAlphabet.SIZE + 1 + InnerEyes.VALUES;

  @TempDir private Path folder;

  private Path write(String name, int seed) {
    Path file = folder.resolve(name);
    CommandLine line = new CommandLine(new TrainingCommand());
    int code =
        line.execute(
            file.toString(),
            "--count=24",
            "--parts=1",
            "--seed=" + seed,
            "--fonts=fonts/node_modules/@expo-google-fonts");
    assertThat(code).isEqualTo(Exit.OK);
    return folder.resolve(name + ".0");
  }

  /** The texts; what is not as {@link SampleFile} says fails. */
  private static List<String> texts(Path file) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts = new ArrayList<>();
    while (data.hasRemaining()) {
      int steps = data.get();
      StringBuilder text = new StringBuilder();
      for (int i = data.get(); i > 0; i--) {
        int number = data.get();
        text.append(number == PlateAlphabet.SIZE ? '?' : PlateAlphabet.character(number));
      }
      texts.add(text.toString());
      for (int t = 0; t < steps; t++) {
        double sum = 0;
        for (int i = 0; i < VALUES; i++) {
          float value = Float.float16ToFloat(data.getShort());
          sum += i <= PlateAlphabet.SIZE ? Math.exp(value) : 0;
        }
        // Twins have half of each other's belief besides.
        assertThat(sum).isBetween(0.98, 1.52);
      }
    }
    return texts;
  }

  @Test
  void call_someSeed_writesPlatesAndOtherWriting() throws IOException {
    List<String> texts = texts(write("a", 1));
    FormatSet formats = FormatSet.of(List.of("CN"));
    assertThat(texts).hasSize(24);
    assertThat(texts.stream().filter(text -> formats.match(text).isPresent()).count())
        .isBetween(15L, 24L);
  }

  @Test
  void call_sameSeed_writesTheSame() throws IOException {
    Path one = write("a", 2);
    assertThat(write("b", 2)).hasSameBinaryContentAs(one);
    assertThat(texts(write("c", 3))).isNotEqualTo(texts(one));
  }

  @Test
  void call_noFonts_isToldWhereTheyAre() {
    TrainingCommand command = new TrainingCommand();
    CommandLine line = new CommandLine(command);
    line.parseArgs(folder.resolve("x").toString(), "--count=2", "--fonts=" + folder);
    assertThatThrownBy(command::call)
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("--fonts");
  }

  @Test
  void call_fewerPlatesThanParts_isRefused() {
    TrainingCommand command = new TrainingCommand();
    new CommandLine(command).parseArgs("x", "--count=1", "--parts=2");
    assertThatThrownBy(command::call).isInstanceOf(BenchFailure.class);
  }
}
