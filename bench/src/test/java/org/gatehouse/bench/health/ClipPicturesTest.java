package org.gatehouse.bench.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.health.ClipPictures.Shape;
import org.junit.jupiter.api.Test;

class ClipPicturesTest {
  private static final Path FILE = Path.of("a.mp4");

  @Test
  void of_valuesInAnyOrder_areReadByTheirNames() {
    assertThat(Shape.of("height=362\r\nwidth=642\r\nduration=12.5\r\n", FILE))
        .isEqualTo(new Shape(642, 362, 12.5));
  }

  @Test
  void of_noLengthOrNoPicture_isRefusedWithWords() {
    assertThatThrownBy(() -> Shape.of("width=642\nheight=362\nduration=N/A\n", FILE))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("a.mp4", "how long");
    assertThatThrownBy(() -> Shape.of("duration=3\n", FILE))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("no picture in a.mp4");
  }

  @Test
  void rate_shortAndLongClips_areBounded() {
    assertThat(new Shape(2, 2, 12).rate()).isEqualTo(2);
    assertThat(new Shape(2, 2, 600).rate()).isEqualTo(1);
    assertThat(new Shape(2, 2, 9000).rate()).isEqualTo(0.1);
  }
}
