package org.gatehouse.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.MachineLoad;
import org.junit.jupiter.api.Test;

class PlateScoreTest {
  @Test
  void parse_quotedQuadAndTwoPlates_areReadByColumnName() {
    var labels =
        PlateLabels.parse(
            List.of(
                "\uFEFFplate,file,x,y,w,h,quad",
                "川A12345,a.jpg,10,20,80,24,\"10,20 90,20 90,44 10,44\"",
                "川B12345,a.jpg,110,20,80,24,",
                "川C12345,b.jpg,,,,,",
                "WÜAB123,c.jpg,,,,,"),
            "labels.csv");
    assertThat(labels.get("a.jpg"))
        .containsExactly(
            new TruePlate("川A12345", Optional.of(new Box(10, 20, 80, 24))),
            new TruePlate("川B12345", Optional.of(new Box(110, 20, 80, 24))));
    assertThat(labels.get("b.jpg")).containsExactly(new TruePlate("川C12345", Optional.empty()));
    assertThat(labels.get("c.jpg")).containsExactly(new TruePlate("WUAB123", Optional.empty()));
  }

  @Test
  void parse_plateAsPeopleWriteIt_isComparedAsItIsRead() {
    var labels = PlateLabels.parse(List.of("file,plate", "a.jpg,m-ab 1234"), "labels.csv");
    assertThat(labels.get("a.jpg")).containsExactly(new TruePlate("MAB1234", Optional.empty()));
  }

  @Test
  void parse_noSuchColumnOrBadNumber_namesTheLine() {
    assertThatThrownBy(() -> PlateLabels.parse(List.of("a,b"), "labels.csv"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("file,plate");
    assertThatThrownBy(
            () -> PlateLabels.parse(List.of("file,plate,x,y,w,h", "a,b,one,2,3,4"), "labels.csv"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void of_misreadAndElsewhere_areAWrongReadAndAFalsePlate() {
    TruePlate truth = new TruePlate("川A12345", Optional.of(new Box(10, 20, 80, 24)));
    PictureScore score =
        PictureScore.of("a.jpg", List.of(truth), List.of(at(12, "渝A1234S"), at(300, "川A12345")));
    PictureScore.Told told = score.told().getFirst();
    assertThat(told.located()).isTrue();
    assertThat(told.exact()).isFalse();
    assertThat(told.provinceRight()).isFalse();
    assertThat(told.wrongCharacters()).isEqualTo(2);
    assertThat(score.falsePlates()).hasSize(1);
    assertThat(score.text()).contains("川A12345 read 渝A1234S").contains("false 川A12345");
  }

  @Test
  void of_twoReportsOfOnePlate_takesTheRightOneAndCallsTheOtherFalse() {
    TruePlate truth = new TruePlate("川A12345", Optional.of(new Box(10, 20, 80, 24)));
    PictureScore score =
        PictureScore.of("a.jpg", List.of(truth), List.of(at(14, "渝A12345"), at(12, "川A12345")));
    assertThat(score.told().getFirst().exact()).isTrue();
    assertThat(score.falsePlates().stream().map(PlateCandidate::text)).containsExactly("渝A12345");
  }

  @Test
  void of_twoRowsThatSayTheSame_areTwoPlates() {
    TruePlate truth = new TruePlate("川A12345", Optional.of(new Box(10, 20, 80, 24)));
    PictureScore score =
        PictureScore.of("a.jpg", List.of(truth, truth), List.of(at(12, "川A12345")));
    assertThat(score.told()).filteredOn(PictureScore.Told::exact).hasSize(1);
    score =
        PictureScore.of(
            "a.jpg", List.of(truth, truth), List.of(at(12, "川A12345"), at(14, "川A12345")));
    assertThat(score.told()).allMatch(PictureScore.Told::exact);
    assertThat(score.falsePlates()).isEmpty();
  }

  @Test
  void fill_onePictureOfThree_countsByTheAgreedKeys() {
    TruePlate truth = new TruePlate("AO1", Optional.empty());
    BenchReport report = new BenchReport("accuracy", Instant.EPOCH, new MachineLoad(2, 0));
    new PlateFigures(
            List.of(
                PictureScore.of("a", List.of(truth), List.of(at(0, "A0I"))),
                PictureScore.of("b", List.of(truth), List.of(at(0, "AO1"))),
                PictureScore.of("c", List.of(truth), List.of())))
        .fill(report, new StageTimes());
    assertThat(report.json())
        .isEqualTo(
            "{\"plates\":3,\"located\":2,\"exact\":1,\"exactMerged\":2,\"provinceRight\":2,"
                + "\"falsePlates\":0,\"pictures\":3,\"cpuMsPerPicture\":0.0}");
  }

  private static PlateCandidate at(int x, String text) {
    Quad quad = new Quad(new float[] {x, x + 76, x + 76, x}, new float[] {22, 22, 42, 42});
    return new PlateCandidate(text, List.of(), "CN", "standard", 1, 1, quad);
  }
}
