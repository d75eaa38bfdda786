package org.gatehouse.bench.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberCellsTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int PICTURES = 200;
  private static final int FIRST = 1000;

  /** As the page's script reads it, from the middles of the cells. */
  private static int number(byte[] picture) {
    int y = HEIGHT * 16 / 18 + HEIGHT / 36;
    int number = 0;
    int ones = 0;
    assertThat(white(picture, 0, y)).as("first cell").isTrue();
    assertThat(white(picture, NumberCells.BITS + 1, y)).as("black cell").isFalse();
    for (int bit = 0; bit < NumberCells.BITS; bit++) {
      if (white(picture, bit + 1, y)) {
        number |= 1 << bit;
        ones++;
      }
    }
    assertThat(white(picture, NumberCells.BITS + 2, y)).as("parity").isEqualTo(ones % 2 == 1);
    return number;
  }

  private static boolean white(byte[] picture, int cell, int y) {
    int x = (2 * cell + 1) * WIDTH / 64;
    return (picture[y * WIDTH + x] & 0xff) > 128;
  }

  @Test
  void graph_burnsTheNumberOfEachPicture() throws IOException, InterruptedException {
    String graph =
        "testsrc2=s=%dx%d:r=25,%s,format=gray".formatted(WIDTH, HEIGHT, NumberCells.graph());
    Process ffmpeg;
    try {
      ffmpeg =
          new ProcessBuilder(
                  List.of(
                      "ffmpeg",
                      "-v",
                      "error",
                      "-nostdin",
                      "-f",
                      "lavfi",
                      "-i",
                      graph,
                      "-vf",
                      "trim=start_frame=" + FIRST,
                      "-frames:v",
                      "" + PICTURES,
                      "-f",
                      "rawvideo",
                      "pipe:1"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeThat(false).as("ffmpeg, which is not here").isTrue();
      return;
    }
    try (InputStream pictures = ffmpeg.getInputStream()) {
      for (int i = 0; i < PICTURES; i++) {
        byte[] picture = pictures.readNBytes(WIDTH * HEIGHT);
        assertThat(picture).hasSize(WIDTH * HEIGHT);
        assertThat(number(picture)).isEqualTo(FIRST + i);
      }
    }
    assertThat(ffmpeg.waitFor()).isZero();
  }
}
