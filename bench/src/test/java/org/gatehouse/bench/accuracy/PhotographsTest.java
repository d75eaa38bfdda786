package org.gatehouse.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.bench.engine.BenchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotographsTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Photographs photographs() {
    return new Photographs(
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false), folder);
  }

  @Test
  void open_missingOrEmptyPicture_isToldAndCounted() throws Exception {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    Files.createFile(folder.resolve("empty.jpg"));
    Photographs photographs = photographs();
    try (Mat picture = photographs.open("a.png")) {
      assertThat(picture).isNotNull();
    }
    assertThat(photographs.open("missing.jpg")).isNull();
    assertThat(photographs.open("empty.jpg")).isNull();
    assertThat(photographs.unreadable()).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("missing.jpg: no such file", "empty.jpg: ");
  }

  @Test
  void unreadable_allOfThem_isNoMeasurement() {
    Photographs photographs = photographs();
    assertThat(photographs.open("missing.jpg")).isNull();
    assertThatThrownBy(photographs::unreadable)
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining(folder.toString());
  }
}
