package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DbPostProcessTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  @Test
  void boxes_oneBlob_growsItByAreaOverPerimeter() {
    float[] map = new float[WIDTH * HEIGHT];
    fill(map, 40, 30, 60, 12, 0.9f);
    List<TextBox> boxes = DbPostProcess.boxes(map, WIDTH, HEIGHT, Sensitivity.READING);
    assertThat(boxes).hasSize(1);
    TextBox box = boxes.getFirst();
    double grow = 1.9 * 59 * 11 / (59 + 11);
    assertThat(box.quad().width()).isCloseTo(59 + grow, within(1.0));
    assertThat(box.quad().height()).isCloseTo(11 + grow, within(1.0));
    assertThat(box.quad().bounds().centreX()).isCloseTo(69.5, within(1.0));
    assertThat(box.score()).isGreaterThan(0.85f);
  }

  @Test
  void boxes_weakBlobOrSpeck_isNone() {
    float[] map = new float[WIDTH * HEIGHT];
    fill(map, 10, 10, 50, 10, 0.35f);
    fill(map, 100, 60, 2, 2, 0.9f);
    assertThat(DbPostProcess.boxes(map, WIDTH, HEIGHT, Sensitivity.READING)).isEmpty();
  }

  @Test
  void boxes_slantedBlob_keepsTheCornersInReadingOrder() {
    float[] map = new float[WIDTH * HEIGHT];
    for (int x = 0; x < 80; x++) {
      for (int y = 0; y < 12; y++) {
        map[(30 + y + x / 5) * WIDTH + 30 + x] = 0.9f;
      }
    }
    Quad quad = DbPostProcess.boxes(map, WIDTH, HEIGHT, Sensitivity.READING).getFirst().quad();
    assertThat(quad.width()).isGreaterThan(3 * quad.height());
    assertThat(quad.x()[0]).isLessThan(quad.x()[1]);
    assertThat(quad.y()[0]).isLessThan(quad.y()[3]);
    assertThat(quad.y()[1]).isGreaterThan(quad.y()[0]);
  }

  private static void fill(float[] map, int left, int top, int width, int height, float value) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        map[y * WIDTH + x] = value;
      }
    }
  }
}
