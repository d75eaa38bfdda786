package org.gatehouse.bench.plates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.junit.jupiter.api.Test;

class PlateCameraTest {
  @Test
  void take_everyKind_drawsALegalTextOfThatKind() {
    PlateCamera camera = new PlateCamera(7);
    FormatSet formats = FormatSet.of(List.of("CN"));
    for (RenderedKind kind : RenderedKind.values()) {
      RenderedPlate plate = camera.take(kind, 0);
      try (Mat picture = plate.picture()) {
        assertThat(formats.match(plate.text())).as(plate.text()).isPresent();
        assertThat(picture.cols()).isEqualTo(640);
        assertThat(picture.rows()).isEqualTo(360);
      }
    }
  }

  @Test
  void take_sameSeedAndNumber_isTheSamePicture() {
    try (Mat one = new PlateCamera(3).take(RenderedKind.DOUBLE, 5).picture();
        Mat same = new PlateCamera(3).take(RenderedKind.DOUBLE, 5).picture();
        Mat other = new PlateCamera(4).take(RenderedKind.DOUBLE, 5).picture()) {
      assertThat(Tensors.bytes(same)).isEqualTo(Tensors.bytes(one));
      assertThat(Tensors.bytes(other)).isNotEqualTo(Tensors.bytes(one));
    }
  }

  @Test
  void scan_someOfTheKindsThatPhotographsLack_areReadExactly() {
    List<RenderedKind> kinds =
        List.of(RenderedKind.DOUBLE, RenderedKind.MOTORCYCLE, RenderedKind.ENERGY_LARGE);
    int exact = 0;
    try (ModelSet models = ModelSet.load(1)) {
      PlateScanner scanner = new PlateScanner(new PpOcr(models), FormatSet.of(List.of("CN")));
      PlateCamera camera = new PlateCamera(11);
      for (RenderedKind kind : kinds) {
        for (int i = 0; i < 3; i++) {
          RenderedPlate plate = camera.take(kind, i);
          try (Mat picture = plate.picture()) {
            exact +=
                scanner.scan(picture).plates().stream()
                        .anyMatch(found -> found.text().equals(plate.text()))
                    ? 1
                    : 0;
          }
        }
      }
    }
    assertThat(exact).isGreaterThanOrEqualTo(6);
  }

  @Test
  void of_unknownKind_namesTheKnownOnes() {
    assertThat(RenderedKind.of("Energy-Small")).isEqualTo(RenderedKind.ENERGY_SMALL);
    assertThatThrownBy(() -> RenderedKind.of("tank")).hasMessageContaining("motorcycle");
  }
}
