package org.gatehouse.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateCharacter;
import org.gatehouse.contract.vision.PlateRead;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

class SightingTest {
  private static final StreamId GATE = StreamId.main(new CameraId("gate-1"));
  private static final BoundingBox BOX = new BoundingBox(0, 0, 1, 1);

  private static Sighting of(String text, double share, double next) {
    PlateCharacter doubtful =
        new PlateCharacter("8", share, List.of(new PlateCharacter.Alternative("B", next)));
    PlateRead plate = new PlateRead(text, 0.9, "CN", "standard", List.of(doubtful), BOX, 5);
    return Sighting.of(
        new PassageReport(
            GATE, "f", "p", Stage.DECIDED, 1, 2, 3, plate, Direction.IN, new byte[0], new byte[0]),
        new FakeTicker());
  }

  @Test
  void of_textThatListsKnow_isWrittenAsTheyHaveIt() {
    assertThat(of("京a·12345", 0.9, 0.1).text()).isEqualTo("京A12345");
    assertThat(of("京A12345", 0.9, 0.1).sure()).isTrue();
  }

  @Test
  void of_signThatWasNotRead_isNoTextAndNotSure() {
    assertThat(of("京A1?345", 0.9, 0.1).text()).isEmpty();
    assertThat(of("京A1?345", 0.9, 0.1).sure()).isFalse();
  }

  @Test
  void of_characterWithACloseSecondOrNoMajority_isNotSure() {
    assertThat(of("京A12348", 0.55, 0.4).sure()).isFalse();
    assertThat(of("京A12348", 0.42, 0.17).sure()).isFalse();
    assertThat(of("京A12348", 0.55, 0.2).sure()).isTrue();
  }

  @Test
  void of_vehicleWithoutAPlate_hasLeft() {
    Sighting seen =
        Sighting.of(new NoReadReport(GATE, "f", "p", 1, 2, BOX, new byte[0]), new FakeTicker());
    assertThat(seen.left()).isTrue();
    assertThat(seen.text()).isEmpty();
  }
}
