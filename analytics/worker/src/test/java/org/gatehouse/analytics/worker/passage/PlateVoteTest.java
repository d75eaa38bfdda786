package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.Hypothesis;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.contract.vision.PlateCharacter;
import org.junit.jupiter.api.Test;

class PlateVoteTest {
  private static final FormatSet CHINA = FormatSet.of(List.of("CN"));
  private final PlateVote vote = new PlateVote(CHINA);

  @Test
  void verdict_oneFrame_isNotEnough() {
    vote.add(reading("川A113YP"), 2, 2, 0);
    assertThat(vote.verdict()).isEmpty();
    assertThat(vote.leading()).isEqualTo("川A113YP");
  }

  @Test
  void verdict_framesThatEachMisreadAnotherCharacter_agreeByPosition() {
    vote.add(reading("川A113YP"), 1, 1, 0);
    vote.add(reading("川A118YP"), 1, 1, 1);
    vote.add(reading("皖A113YP"), 1, 1, 2);
    vote.add(reading("川AI13YP".replace('I', '7')), 1, 1, 3);
    assertThat(vote.verdict())
        .hasValueSatisfying(
            v -> {
              assertThat(v.text()).isEqualTo("川A113YP");
              assertThat(v.characters()).hasSize(7);
              assertThat(v.characters().get(0).confidence()).isBetween(0.7, 0.8);
              assertThat(v.characters().get(0).alternatives())
                  .extracting(PlateCharacter.Alternative::text)
                  .containsExactly("皖");
              assertThat(v.confidence()).isBetween(0.7, 1.0);
            });
  }

  @Test
  void verdict_goodLookAgainstPoorOnes_weighsMore() {
    vote.add(reading("川A118YP"), 0.2, 0.2, 0);
    vote.add(reading("川A118YP"), 0.2, 0.2, 1);
    vote.add(reading("川A113YP"), 1.2, 1.2, 2);
    assertThat(vote.verdict()).hasValueSatisfying(v -> assertThat(v.text()).isEqualTo("川A113YP"));
  }

  @Test
  void decidedMicros_leaderChanges_isWhenTheLastOneWon() {
    vote.add(reading("川A118YP"), 0.5, 0.5, 100);
    vote.add(reading("川A118YP"), 0.5, 0.5, 200);
    vote.add(reading("川A113YP"), 0.9, 0.9, 300);
    vote.add(reading("川A113YP"), 0.9, 0.9, 400);
    vote.add(reading("川A113YP"), 0.9, 0.9, 500);
    assertThat(vote.leading()).isEqualTo("川A113YP");
    assertThat(vote.decidedMicros()).isEqualTo(400);
  }

  @Test
  void sure_manyEqualFrames_isTrue() {
    for (int i = 0; i < 4; i++) {
      vote.add(reading("川A113YP"), 1, 1, i);
    }
    assertThat(vote.verdict()).hasValueSatisfying(v -> assertThat(v.sure()).isTrue());
  }

  @Test
  void risk_looksThatAgree_becomesSmallAndOneThatDisagreesRaisesIt() {
    vote.add(reading("川A113YP"), 1, 1, 0);
    vote.add(reading("川A113YP"), 1, 1, 1);
    double two = vote.verdict().orElseThrow().risk();
    vote.add(reading("川A113YP"), 1, 1, 2);
    double three = vote.verdict().orElseThrow().risk();
    vote.add(reading("川A118YP"), 1, 1, 3);
    assertThat(three).isLessThan(two / 5).isLessThan(0.01);
    assertThat(vote.verdict().orElseThrow().risk()).isGreaterThan(three);
  }

  @Test
  void risk_plateWhoseOsMayBeNaughts_doesNotWaitForWhatNoLookCanTell() {
    PlateVote european = new PlateVote(FormatSet.of(List.of("GENERIC")));
    FormatSet.Match match = FormatSet.of(List.of("GENERIC")).match("BA302OZ").orElseThrow();
    PlateReading either =
        new PlateReading(
            "BA302OZ",
            -0.1,
            List.of(
                new Hypothesis("BA302OZ", match, -0.7), new Hypothesis("BA3020Z", match, -0.7)));
    for (int i = 0; i < 4; i++) {
      european.add(either, 1, 1, i);
    }
    assertThat(european.verdict().orElseThrow().risk()).isLessThan(0.01);
  }

  @Test
  void risk_looksAtASmallerPlateThatAgreeOnAMisreading_countForLittleOnceItIsLarger() {
    vote.seenAt(60);
    for (int i = 0; i < 6; i++) {
      vote.add(reading("皖A113YP"), 0.2, 0.6, i);
    }
    double small = vote.verdict().orElseThrow().risk();
    vote.seenAt(150);
    for (int i = 6; i < 10; i++) {
      vote.add(reading("川A113YP"), 1, 1, i);
    }
    assertThat(small).isLessThan(0.01);
    assertThat(vote.verdict().orElseThrow().text()).isEqualTo("川A113YP");
    assertThat(vote.verdict().orElseThrow().risk()).isLessThan(0.01);
  }

  @Test
  void risk_characterThatMayBeASticker_doesNotWaitForWhatNoLookCanTell() {
    FormatSet europe = FormatSet.of(List.of("EU"));
    PlateVote european = new PlateVote(europe);
    PlateReading look =
        new PlateReading(
            "RK262AH",
            -0.2,
            List.of(
                new Hypothesis("RK262AH", europe.match("RK262AH").orElseThrow(), -0.2),
                new Hypothesis("RK262H", europe.match("RK262H").orElseThrow(), -2),
                new Hypothesis("K262AH", europe.match("K262AH").orElseThrow(), -2.2)));
    for (int i = 0; i < 3; i++) {
      european.add(look, 1, 1, i);
    }
    assertThat(european.verdict().orElseThrow().risk()).isLessThan(0.01);
  }

  @Test
  void risk_lengthInDoubtOnAPlateWithoutRoomForStickers_isWaitedFor() {
    PlateReading look =
        new PlateReading(
            "粤AF12345",
            -0.7,
            List.of(
                new Hypothesis("粤AF12345", CHINA.match("粤AF12345").orElseThrow(), -0.7),
                new Hypothesis("粤AF1234", CHINA.match("粤AF1234").orElseThrow(), -0.9)));
    for (int i = 0; i < 4; i++) {
      vote.add(look, 1, 1, i);
    }
    assertThat(vote.verdict().orElseThrow().risk()).isGreaterThan(0.05);
  }

  @Test
  void risk_looksTooNearInTime_saysLessThanTheirNumber() {
    for (int i = 0; i < 3; i++) {
      vote.add(reading("川A113YP"), 1, 0.5, i);
    }
    assertThat(vote.verdict().orElseThrow().risk()).isGreaterThan(0.01);
  }

  @Test
  void absorb_otherTrackOfTheVehicle_countsItsFrames() {
    vote.add(reading("川A113YP"), 1, 1, 0);
    PlateVote other = new PlateVote(CHINA);
    other.add(reading("川A113YP"), 1, 1, 1);
    vote.absorb(other, 2);
    assertThat(vote.frames()).isEqualTo(2);
    assertThat(vote.verdict()).isPresent();
  }

  private static PlateReading reading(String text) {
    FormatSet.Match match = CHINA.match(text).orElseThrow();
    return new PlateReading(text, -0.1, List.of(new Hypothesis(text, match, -0.1)));
  }
}
