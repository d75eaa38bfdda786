package org.gatehouse.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.global.opencv_core;
import org.gatehouse.bench.cli.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatesRunTest {
  @TempDir private Path folder;

  @Test
  void run_missingPictureAmongOthers_isReadWithNothing_onOneThread() throws Exception {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
    ImageIO.write(image, "png", folder.resolve("black.png").toFile());
    SequencedMap<String, List<TruePlate>> labels = new LinkedHashMap<>();
    labels.put("missing.jpg", List.of(new TruePlate("川A12345", Optional.empty())));
    labels.put("black.png", List.of());
    Terminal terminal =
        new Terminal(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
    Photographs pictures = new Photographs(terminal, folder);
    try (PlatesRun run = new PlatesRun(terminal, List.of("CN"))) {
      List<PictureScore> scores = run.run(pictures, labels);
      assertThat(scores).hasSize(2);
      assertThat(scores.getFirst().told()).extracting(PictureScore.Told::text).containsExactly("");
      assertThat(pictures.unreadable()).isEqualTo(1);
      assertThat(opencv_core.getNumThreads()).isEqualTo(1);
    }
  }
}
