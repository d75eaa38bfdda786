package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.bench.report.EditDistance;
import org.junit.jupiter.api.Test;

/** The rule of the issue, to the letter. */
class MatchingTest {
  private static final Label LABEL = label(10, 14, "粤B12345");

  private static Label label(double start, double end, String plate) {
    return new Label(start, end, plate, OptionalDouble.of(start + 1));
  }

  private static Sighting at(double seconds, String plate) {
    return new Sighting(plate, seconds, seconds + 0.5);
  }

  private static Matching match(Sighting... sightings) {
    return Matching.of(List.of(LABEL), List.of(sightings));
  }

  @Test
  void of_atBothEdgesOfTheWindow_belongs() {
    assertThat(match(at(9, "粤B12345")).exact()).isOne();
    assertThat(match(at(19, "粤B12345")).exact()).isOne();
  }

  @Test
  void of_justOutsideTheWindow_isFalse() {
    assertThat(match(at(8.99, "粤B12345")).falseEvents()).hasSize(1);
    assertThat(match(at(19.01, "粤B12345")).falseEvents()).hasSize(1);
    assertThat(match(at(19.01, "粤B12345")).found()).isZero();
  }

  @Test
  void of_otherTextInWindow_isFoundButWrong() {
    Matching matching = match(at(12, "皖X99999"));
    assertThat(matching.found()).isOne();
    assertThat(matching.exact()).isZero();
    assertThat(matching.wrong()).isOne();
    assertThat(matching.falseEvents()).isEmpty();
  }

  @Test
  void of_secondEventWithinTwoEdits_isDuplicate() {
    Matching matching = match(at(13, "粤B12345"), at(15, "粤B12E45"));
    assertThat(matching.exact()).isOne();
    assertThat(matching.duplicates()).hasSize(1);
    assertThat(matching.falseEvents()).isEmpty();
  }

  @Test
  void of_secondEventFartherThanTwoEdits_isFalse() {
    Matching matching = match(at(13, "粤B12345"), at(15, "粤B99945"));
    assertThat(matching.duplicates()).isEmpty();
    assertThat(matching.falseEvents()).hasSize(1);
  }

  @Test
  void of_wrongReadTwice_secondIsDuplicateOfTheFirst() {
    Matching matching = match(at(13, "京A00001"), at(15, "京A00002"));
    assertThat(matching.wrong()).isOne();
    assertThat(matching.duplicates()).hasSize(1);
  }

  @Test
  void of_exactAfterWrong_exactBelongsAndWrongIsNotFound() {
    Matching matching = match(at(12, "皖B12345"), at(13, "粤B12345"));
    assertThat(matching.exact()).isOne();
    assertThat(matching.wrong()).isZero();
    assertThat(matching.duplicates()).hasSize(1);
  }

  @Test
  void of_overlappingWindows_pairsClosestTexts() {
    Label other = label(15, 19, "川A00001");
    Matching matching =
        Matching.of(List.of(LABEL, other), List.of(at(17, "川A00001"), at(18, "粤B12345")));
    assertThat(matching.exact()).isEqualTo(2);
    assertThat(matching.falseEvents()).isEmpty();
  }

  @Test
  void of_twoVehiclesAtOnce_eachHasItsEvent() {
    Label other = label(10, 14, "苏A66U71");
    Matching matching =
        Matching.of(List.of(LABEL, other), List.of(at(14, "苏A66U71"), at(14, "粤B12345")));
    assertThat(matching.exact()).isEqualTo(2);
  }

  @Test
  void of_vehicleWithoutAPlate_belongsToANoReadOnly() {
    Label bare = label(10, 14, "");
    Matching read = Matching.of(List.of(bare), List.of(at(12, "粤B12345")));
    assertThat(read.found()).isZero();
    assertThat(read.falseEvents()).hasSize(1);
    Matching noRead = Matching.of(List.of(bare), List.of(at(12, ""), at(13, "A1")));
    assertThat(noRead.exact()).isOne();
    assertThat(noRead.falseEvents()).extracting(Sighting::plate).containsExactly("A1");
    assertThat(noRead.decisionMillis()).isEmpty();
  }

  @Test
  void of_noReadOfAVehicleWithAPlate_isNoEvent() {
    Matching matching = match(at(12, ""));
    assertThat(matching.found()).isZero();
    assertThat(matching.falseEvents()).isEmpty();
    assertThat(matching.duplicates()).isEmpty();
  }

  @Test
  void of_twoRowsThatSayTheSame_areTwoPassages() {
    Matching matching =
        Matching.of(List.of(LABEL, LABEL), List.of(at(13, "粤B12345"), at(13, "粤B12345")));
    assertThat(matching.found()).isEqualTo(2);
    assertThat(matching.events()).extracting(Matching.Found::labelAt).containsExactly(0, 1);
    assertThat(matching.duplicates()).isEmpty();
  }

  @Test
  void decisionMillis_countsFromLegibleToDelivery() {
    assertThat(match(at(14, "粤B12345")).decisionMillis()).containsExactly(3500L);
  }

  @Test
  void decisionMillis_neverLegible_isLeftOut() {
    Label small = new Label(10, 14, "粤B12345", OptionalDouble.empty());
    Matching matching = Matching.of(List.of(small), List.of(at(14, "粤B12345")));
    assertThat(matching.decisionMillis()).isEmpty();
  }

  @Test
  void between_insertDeleteReplace_countsEach() {
    assertThat(EditDistance.between("粤B12345", "粤B12345")).isZero();
    assertThat(EditDistance.between("粤B12345", "粤B1234")).isOne();
    assertThat(EditDistance.between("粤B12345", "皖B123456")).isEqualTo(2);
    assertThat(EditDistance.between("", "ABC")).isEqualTo(3);
  }
}
