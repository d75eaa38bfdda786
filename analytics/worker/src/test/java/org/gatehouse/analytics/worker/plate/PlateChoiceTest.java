package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateChoiceTest {
  private final List<PlateScan.Refused> refused = new ArrayList<>();

  @Test
  void among_oneTextTwiceOrTwoReadingsOfOnePlace_tellsTheSurerOne() {
    PlateCandidate sure = at(100, 120, "川A12345", "CN", 0.9, 0.9);
    PlateCandidate again = at(400, 120, "川A12345", "CN", 0.6, 0.9);
    PlateCandidate other = at(104, 118, "渝A12345", "CN", 0.5, 0.9);
    assertThat(chosen(again, other, sure)).containsExactly(sure);
    assertThat(refused).hasSize(2).allMatch(r -> r.reason() == PlateReading.Refusal.BESIDE_ANOTHER);
  }

  @Test
  void among_otherWritingBesideAChinesePlate_isNotTold() {
    PlateCandidate plate = at(100, 120, "川A12345", "CN", 0.8, 0.9);
    assertThat(chosen(at(400, 120, "AB1234", "US", 0.95, 0.95), plate)).containsExactly(plate);
  }

  @Test
  void among_numberWithoutLetters_isAPlateOnlyWhereNothingElseIs() {
    PlateCandidate number = at(400, 120, "1049338", "US", 0.95, 0.95);
    PlateCandidate plate = at(100, 120, "AB1234", "US", 0.8, 0.9);
    assertThat(chosen(number, plate)).containsExactly(plate);
    assertThat(chosen(number)).containsExactly(number);
  }

  @Test
  void among_doubtfulPlateFartherAway_isNotTold() {
    PlateCandidate near = at(100, 120, "川A12345", "CN", 0.9, 0.9);
    PlateCandidate far = at(400, 60, "川B54321", "CN", 0.6, 0.5);
    PlateCandidate farAndSure = at(400, 60, "川B54321", "CN", 0.9, 0.9);
    assertThat(chosen(near, far)).containsExactly(near);
    assertThat(chosen(near, farAndSure)).containsExactly(near, farAndSure);
    assertThat(chosen(far)).containsExactly(far);
  }

  private List<PlateCandidate> chosen(PlateCandidate... plates) {
    List<PlateCandidate> list = new ArrayList<>(List.of(plates));
    PlateChoice.among(list, refused);
    return list;
  }

  private static PlateCandidate at(
      int x, int width, String text, String region, double confidence, double weakest) {
    Quad quad = new Quad(new float[] {x, x + width, x + width, x}, new float[] {50, 50, 90, 90});
    return new PlateCandidate(text, List.of(1.0, weakest), region, "standard", 1, confidence, quad);
  }
}
