package org.gatehouse.analytics.worker.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateReadingTest {
  /** As wide, for its height, as the lower line of a plate. */
  private static final Quad HALF =
      new Quad(new float[] {100, 200, 200, 100}, new float[] {50, 50, 90, 90});

  @Test
  void plate_clearText_isReadWithNearlyAllBelief() {
    PlateReading reading = new Steps().text("川A113YP").read("CN");
    assertThat(reading.greedy()).isEqualTo("川A113YP");
    assertThat(reading.plate()).hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("川A113YP"));
    assertThat(reading.share(reading.hypotheses().getFirst())).isGreaterThan(0.95);
    assertThat(reading.isConvincing()).isTrue();
  }

  @Test
  void plate_lookAlikeThatNoFormatAllows_takesTheAllowedOne() {
    PlateReading reading =
        new Steps().text("川A1").either('O', 0.6f, '0', 0.35f).text("3YP").read("CN");
    assertThat(reading.greedy()).isEqualTo("川A1O3YP");
    assertThat(reading.plate()).hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("川A103YP"));
  }

  @Test
  void plate_europeanLetterReadAsDigit_isDecidedByItsPosition() {
    PlateReading reading = new Steps().text("RK101A").either('0', 0.95f, 'O', 0.02f).read("SK");
    assertThat(reading.plate()).hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("RK101AO"));
  }

  @Test
  void plate_doubtfulProvince_keepsTheOtherOnesAsHypotheses() {
    PlateReading reading = new Steps().either('鄂', 0.5f, '湘', 0.45f).text("A12345").read("CN");
    assertThat(reading.hypotheses().stream().map(Hypothesis::text))
        .startsWith("鄂A12345", "湘A12345");
    assertThat(reading.share(reading.hypotheses().getFirst())).isBetween(0.4, 0.6);
  }

  @Test
  void plate_commonProvinceInDoubt_isBelievedLess() {
    PlateReading doubtful = new Steps().either('皖', 0.55f, '湘', 0.4f).text("A12345").read("CN");
    assertThat(doubtful.hypotheses().getFirst().text()).isEqualTo("湘A12345");
    PlateReading sure = new Steps().either('皖', 0.95f, '湘', 0.04f).text("A12345").read("CN");
    assertThat(sure.hypotheses().getFirst().text()).isEqualTo("皖A12345");
  }

  @Test
  void plate_stickerOrStripReadAsACharacter_isPassedOverInAGap() {
    assertThat(new Steps().text("3B289485").read("CZ").plate())
        .hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("3B29485"));
    assertThat(new Steps().text("8RK708AO").read("SK").plate())
        .hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("RK708AO"));
    assertThat(new Steps().text("91AM4ZA").read("US").hypotheses().stream().map(Hypothesis::text))
        .contains("91A4ZA");
  }

  @Test
  void plate_dateOrTime_isNotInventedIntoALetter() {
    for (String text : List.of("20140513", "2014051", "220913", "O72954")) {
      assertThat(
              new Steps()
                  .text(text)
                  .read("US", "GENERIC")
                  .plate()
                  .map(Hypothesis::text)
                  .orElse("0"))
          .as(text)
          .matches("[0-9]+");
    }
  }

  @Test
  void joint_oneLookInDoubt_isOutvotedByTheOthers() {
    PlateReading doubtful = new Steps().either('鄂', 0.55f, '湘', 0.4f).text("A12345").read("CN");
    PlateReading sure = new Steps().either('湘', 0.9f, '鄂', 0.08f).text("A12345").read("CN");
    PlateReading joint = JointReading.of(List.of(doubtful, sure, sure));
    assertThat(joint.plate()).hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("湘A12345"));
    assertThat(joint.share(joint.hypotheses().getFirst())).isBetween(0.6, 0.9);
  }

  @Test
  void joint_oneLookOfManySeesAPlate_isNone() {
    PlateReading writing = new Steps().foreign().text("BANK").foreign().read("CN");
    PlateReading plate = new Steps().text("京BAN123").read("CN");
    assertThat(
            JointReading.of(List.of(writing, writing, writing, writing, writing, writing, plate))
                .plate())
        .isEmpty();
  }

  @Test
  void candidate_provinceGuessed_isToldAsUnknown() {
    Quad quad = new Quad(new float[] {100, 200, 200, 100}, new float[] {50, 50, 90, 90});
    Steps even = new Steps().three('鄂', '湘', '粤');
    assertThat(PlateCandidate.of(even.text("A12345").read("CN"), quad).text()).isEqualTo("?A12345");
    Steps clear = new Steps().either('鄂', 0.8f, '湘', 0.1f);
    PlateCandidate known = PlateCandidate.of(clear.text("A12345").read("CN"), quad);
    assertThat(known.text()).isEqualTo("鄂A12345");
    assertThat(known.characters()).hasSize(7);
  }

  @Test
  void completion_serialOfANewEnergyPlate_looksFarToTheLeft() {
    Quad quad = new Quad(new float[] {100, 182, 182, 100}, new float[] {50, 50, 82, 82});
    assertThat(Completion.of(new Steps().text("92276F").read("CN"), quad).getFirst().left())
        .isGreaterThan(0.4);
  }

  @Test
  void plate_bankSign_isNotInventedIntoAPlate() {
    PlateReading reading = new Steps().foreign().text("BANK").foreign().text("FBN").read("CN");
    assertThat(reading.plate()).isEmpty();
    assertThat(reading.refusal()).isNotEqualTo(PlateReading.Refusal.NONE);
  }

  @Test
  void plate_otherWriting_isRefused() {
    for (String text : List.of("20150511", "13812345678", "TOYOTA", "175307", "12345")) {
      assertThat(new Steps().text(text).read("CN").plate()).as(text).isEmpty();
    }
  }

  @Test
  void plate_wordWithLettersThatLookLikeDigits_isRefused() {
    assertThat(new Steps().text("TAXI").read("EU", "GENERIC").plate()).isEmpty();
    assertThat(new Steps().text("TOYOTA").read("EU", "US", "GENERIC").plate()).isEmpty();
  }

  @Test
  void plate_oBehindTheProvince_isToldAsZero() {
    PlateReading reading = new Steps().text("粤OA9112").read("CN");
    assertThat(reading.plate()).hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("粤0A9112"));
  }

  @Test
  void plate_repeatedCharacters_areKept() {
    assertThat(new Steps().text("豫U00000").read("CN").plate())
        .hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("豫U00000"));
  }

  @Test
  void plate_stripBeforeEuropeanPlate_isPassedOver() {
    assertThat(new Steps().foreign().text("RK300AS").read("SK").plate())
        .hasValueSatisfying(p -> assertThat(p.text()).isEqualTo("RK300AS"));
  }

  @Test
  void plate_weakSteps_isRefused() {
    Steps steps = new Steps();
    for (char c : new char[] {'川', 'A', '1', '1', '3', 'Y', 'P'}) {
      steps.either(c, 0.3f, '8', 0.28f);
    }
    PlateReading reading = steps.read("CN");
    assertThat(reading.plate()).isEmpty();
    assertThat(reading.refusal()).isNotEqualTo(PlateReading.Refusal.NONE);
  }

  @Test
  void completion_lastFiveCharacters_looksToTheLeft() {
    PlateReading part = new Steps().text("K9331").read("CN");
    Quad quad = new Quad(new float[] {100, 200, 200, 100}, new float[] {50, 50, 90, 90});
    List<Completion> guesses = Completion.of(part, quad);
    assertThat(guesses).isNotEmpty();
    assertThat(guesses.getFirst().apply(quad).x()[0]).isLessThan(60);
    assertThat(TwoLinePlate.isLowerLine(part, quad)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234挂", "1234警", "A123学", "1234港", "0119应急", "K9331"})
  void isLowerLine_serialWithAMarkBehindIt_isOne(String text) {
    assertThat(TwoLinePlate.isLowerLine(new Steps().text(text).read("CN"), HALF)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"川A123", "挂1234", "12挂34", "12挂学警", "川B1234挂"})
  void isLowerLine_signElsewhereOrWholePlate_isNone(String text) {
    assertThat(TwoLinePlate.isLowerLine(new Steps().text(text).read("CN"), HALF)).isFalse();
  }

  @Test
  void plate_fireBrigade_isReadWithBothOfItsMarks() {
    assertThat(best(new Steps().text("川X0119应急"), "CN")).isEqualTo("川X0119应急");
  }

  @Test
  void plate_rareShapeThatLooksLikeACommonOne_isTheCommonOne() {
    assertThat(best(new Steps().text("ABC1").either('S', 0.5f, '5', 0.45f).text("23"), "BR"))
        .isEqualTo("ABC1523");
    Steps italian = new Steps().text("AB123").either('5', 0.5f, 'S', 0.45f);
    assertThat(best(italian.either('8', 0.5f, 'B', 0.45f), "IT")).isEqualTo("AB123SB");
    assertThat(best(new Steps().text("AB").either('3', 0.5f, '5', 0.45f).text("1CDE"), "GB"))
        .isEqualTo("AB51CDE");
    assertThat(best(new Steps().text("WPI1234").either('S', 0.5f, '5', 0.45f), "PL"))
        .isEqualTo("WPI12345");
  }

  @Test
  void plate_stripOfSpainReadAsALetter_isNoTrailer() {
    assertThat(best(new Steps().text("E1234BCD"), "ES")).isEqualTo("1234BCD");
    assertThat(best(new Steps().text("R1234BCD"), "ES")).isEqualTo("R1234BCD");
  }

  private static String best(Steps steps, String... regions) {
    return steps.read(regions).plate().map(Hypothesis::text).orElse("");
  }
}
