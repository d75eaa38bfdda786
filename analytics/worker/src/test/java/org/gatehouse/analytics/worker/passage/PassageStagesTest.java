package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateRecogniser;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PlateRead;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a lane tells, and in which order, of plates that a script puts before it. */
class PassageStagesTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final long FRAME = 80_000;
  private static final String ONE = "川A113YP";
  private static final String OTHER = "粤B7VW40";

  private static final ModelSet MODELS = ModelSet.load(1);

  /** One plate where it is now; the recogniser knows it by its gray level. */
  private record Shown(String text, Box where, boolean faint) {
    Shown(String text, Box where) {
      this(text, where, false);
    }
  }

  private final List<Shown> scene = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final AtomicInteger names = new AtomicInteger();
  private VehicleAnalyzer lane = lane(SpareCore.NONE);
  private long micros = 1_000_000;
  private long frame = FRAME;

  private VehicleAnalyzer lane(SpareCore spare) {
    return new VehicleAnalyzer(
        new Script(),
        FormatSet.of(List.of("CN")),
        0.01,
        LaneScene.whole(),
        new PassageWriter(
            () -> "id-" + names.incrementAndGet(),
            new FaceBlur(new FaceDetector(MODELS.faceDetector()))),
        spare);
  }

  @AfterAll
  static void unload() {
    MODELS.close();
  }

  @Test
  void lane_vehicleThatPasses_isDecidedAndThenFinalUnderOneName() {
    drive(ONE, 20, 0);
    empty(25);
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE);
    assertThat(passages(Stage.FINALIZED)).isEqualTo(passages(Stage.DECIDED));
  }

  @Test
  void lane_vehicleThatStands_isOnePassageThatEndsWhenItLeaves() {
    drive(ONE, 12, 0);
    for (int i = 0; i < 60 * 12; i++) {
      next(new Shown(ONE, new Box(260, 200, 140, 44)));
    }
    assertThat(texts(Stage.FINALIZED)).isEmpty();
    empty(25);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE);
  }

  @Test
  void lane_vehicleThatIsHiddenWhileItStands_isOnePassage() {
    drive(ONE, 12, 0);
    Shown standing = new Shown(ONE, new Box(260, 200, 140, 44));
    repeat(12, standing);
    empty(60);
    repeat(40, standing);
    empty(25);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE);
  }

  /** What is known of it stays known for as long as it stands, whoever passes meanwhile. */
  @Test
  void lane_vehicleThatIsHiddenAgainAfterAnotherHasPassed_isOnePassage() {
    Shown standing = new Shown(ONE, new Box(260, 200, 140, 44));
    drive(ONE, 12, 0);
    repeat(12, standing);
    empty(30);
    repeat(900, standing);
    for (int i = 0; i < 20; i++) {
      next(standing, new Shown(OTHER, along(i, 200)));
    }
    repeat(60, standing);
    empty(30);
    repeat(40, standing);
    empty(25);
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE, OTHER);
    assertThat(texts(Stage.FINALIZED)).containsExactlyInAnyOrder(ONE, OTHER);
  }

  @Test
  void lane_misreadTakenBack_isToldUnderAnIdOfItsOwn() {
    drive(ONE, 7, 0);
    for (int i = 7; i < 60; i++) {
      next(new Shown(i < 30 ? "川A118YP" : ONE, along(Math.min(i, 20), i % 2)));
    }
    for (int i = 0; i < 90; i++) {
      next(new Shown(ONE, along(20, i % 2)));
    }
    empty(25);
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE, "川A118YP", ONE);
    assertThat(passages().map(Finding.Passage::id)).doesNotHaveDuplicates();
  }

  @Test
  void lane_signsBesideIt_takeNoVehiclesPlaceAndKeepNothingBusy() {
    Shown[] signs = new Shown[60];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = new Shown("ABC", new Box(i % 6 * 100 + 4, i / 6 * 34 + 4, 60, 20));
    }
    for (int i = 0; i < 400; i++) {
      next(signs);
    }
    assertThat(lane.isBusy()).isFalse();
    List<Shown> all = new ArrayList<>(List.of(signs));
    all.addFirst(new Shown(ONE, along(0, 0)));
    for (int i = 0; i < 20; i++) {
      all.set(0, new Shown(ONE, along(i, 0)));
      next(all.toArray(Shown[]::new));
    }
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE);
  }

  @Test
  void lane_vehicleThatGoesBack_isOnePassage() {
    drive(ONE, 15, 0);
    for (int i = 14; i >= 0; i--) {
      next(new Shown(ONE, along(i, 0)));
    }
    empty(25);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE);
  }

  @Test
  void lane_twoVehiclesAtOnce_areTwoPassages() {
    for (int i = 0; i < 20; i++) {
      next(new Shown(ONE, along(i, -90)), new Shown(OTHER, along(i, 200)));
    }
    empty(25);
    assertThat(texts(Stage.DECIDED)).containsExactlyInAnyOrder(ONE, OTHER);
    assertThat(texts(Stage.FINALIZED)).containsExactlyInAnyOrder(ONE, OTHER);
  }

  @Test
  void lane_vehicleCloseBehindAnother_isAPassageOfItsOwn() {
    drive(ONE, 18, 0);
    drive(OTHER, 18, 0);
    empty(25);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE, OTHER);
  }

  @Test
  void lane_vehicleThatStandsWhereAnotherStood_isDecidedWhileItStands() {
    repeat(60, new Shown(ONE, new Box(260, 200, 140, 44)));
    for (int i = 0; i < 12; i++) {
      next(new Shown("", new Box(0, 0, 8, 8)), new Shown(OTHER, new Box(260, 200, 140, 44)));
    }
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE, OTHER);
  }

  @Test
  void lane_misreadAtFirst_isCorrectedUnderTheSameName() {
    drive("川A118YP", 7, 0);
    for (int i = 7; i < 40; i++) {
      next(new Shown(ONE, along(Math.min(i, 20), i % 2)));
    }
    empty(25);
    assertThat(texts(Stage.DECIDED)).containsExactly("川A118YP", ONE);
    assertThat(texts(Stage.FINALIZED)).containsExactly(ONE);
    assertThat(Set.copyOf(passages(Stage.DECIDED)))
        .isEqualTo(Set.copyOf(passages(Stage.FINALIZED)));
  }

  /** A gate opens for no uncertain plate, and its vehicle may only now be well in the picture. */
  @Test
  void lane_provinceThatBecomesCertainAfterTheDecision_isToldOnceMore() {
    uncertain();
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE);
    for (int i = 0; i < 60; i++) {
      next(new Shown(ONE, along(Math.min(4 + i, 20), i % 2)));
    }
    empty(25);
    assertThat(passages().map(passage -> passage.plate().isCertain()))
        .containsExactly(false, true, true);
    assertThat(passages().map(passage -> passage.plate().text())).containsOnly(ONE);
    assertThat(passages().map(Finding.Passage::id)).doesNotHaveDuplicates();
    assertThat(passages().map(Finding.Passage::passage).distinct()).hasSize(1);
  }

  private void uncertain() {
    String[] looks = {"皖A113YP", ONE, "鄂A113YP", "豫A113YP", ONE};
    for (int i = 0; i < 25; i++) {
      next(new Shown(looks[i % looks.length], along(3, i % 2)));
    }
  }

  @Test
  void lane_plateInDoubtAndASpareCore_isReadThereTooAndToldAlike() {
    uncertain();
    empty(25);
    List<PlateRead> alone = passages().map(Finding.Passage::plate).toList();
    findings.clear();
    AtomicInteger begun = new AtomicInteger();
    lane =
        lane(
            new SpareCore() {
              @Override
              public <T> CompletableFuture<T> begin(Supplier<T> work) {
                begun.incrementAndGet();
                return CompletableFuture.supplyAsync(work);
              }
            });
    uncertain();
    empty(25);
    assertThat(passages().map(Finding.Passage::plate).toList()).isNotEmpty().isEqualTo(alone);
    assertThat(begun).hasPositiveValue();
  }

  @Test
  void lane_decidedPlateThatTurnsOutToBeTheOneBefore_isToldFinallyNevertheless() {
    drive(ONE, 18, 0);
    empty(25);
    drive("川A1B8YP", 7, -150);
    for (int i = 7; i < 40; i++) {
      next(new Shown(ONE, along(Math.min(i, 20), -150 + i % 2)));
    }
    empty(25);
    assertThat(passages(Stage.DECIDED)).hasSizeGreaterThan(1);
    assertThat(passages(Stage.FINALIZED)).containsAll(passages(Stage.DECIDED));
  }

  @Test
  void lane_whateverIsReadAndLost_everyDecidedPassageEndsOnce() {
    String[] texts = {
      ONE, "川A118YP", "皖A113YP", "皖A118YP", OTHER, "粤B7VW4O", "鄂B7VW40", "京A", "沪C6X552", "闽D99J27"
    };
    Random random = new Random(11);
    for (int round = 0; round < 120; round++) {
      String text = texts[random.nextInt(texts.length)];
      int across = 60 * random.nextInt(4) - 90;
      int frames = 1 + random.nextInt(8);
      int from = random.nextInt(12);
      for (int i = 0; i < frames; i++) {
        next(new Shown(text, along(from + i, across)));
      }
      if (random.nextInt(4) == 0) {
        empty(random.nextInt(22));
      }
    }
    findings.addAll(lane.finish());
    List<String> last = passages(Stage.FINALIZED);
    assertThat(last).doesNotHaveDuplicates();
    assertThat(new HashSet<>(last)).containsAll(passages(Stage.DECIDED));
    assertThat(passages(Stage.DECIDED)).hasSizeGreaterThan(5);
  }

  @Test
  void lane_picturesASecondApart_allWritingIsReadInEach() {
    empty(12);
    frame = 1_000_000;
    for (int i = 0; i < 5; i++) {
      next(
          new Shown("20151105", new Box(60, 20 + 10 * i, 240, 60)),
          new Shown("180031", new Box(60, 120 + 10 * i, 200, 50)),
          new Shown(ONE, new Box(400, 200 + 10 * i, 120, 36)));
    }
    assertThat(texts(Stage.DECIDED)).containsExactly(ONE);
  }

  @Test
  void lane_plateThatOnlyAFineSearchFinds_isFoundAgainWhereItWas() {
    empty(12);
    for (int i = 0; texts(Stage.DECIDED).isEmpty(); i++) {
      assertThat(i).isLessThan(16);
      next(new Shown(ONE, along(i, 0), true));
    }
  }

  private void drive(String text, int frames, int across) {
    for (int i = 0; i < frames; i++) {
      next(new Shown(text, along(i, across)));
    }
  }

  private static Box along(int step, int across) {
    double width = 100 + 3 * step;
    return Box.around(320 + across, 60 + 11 * step, width, width * 0.3);
  }

  private void repeat(int frames, Shown shown) {
    for (int i = 0; i < frames; i++) {
      next(shown);
    }
  }

  private void empty(int frames) {
    for (int i = 0; i < frames; i++) {
      next();
    }
  }

  private void next(Shown... shown) {
    micros += frame;
    scene.clear();
    scene.addAll(List.of(shown));
    if (!lane.wants(micros)) {
      return;
    }
    try (Mat picture = picture()) {
      findings.addAll(lane.accept(picture, micros));
    }
  }

  private Mat picture() {
    try (Scalar gray = new Scalar(40, 40, 40, 0)) {
      Mat picture = new Mat(HEIGHT, WIDTH, CV_8UC3, gray);
      for (int i = 0; i < scene.size(); i++) {
        Box box = scene.get(i).where().clippedTo(WIDTH, HEIGHT);
        try (Rect rect =
                new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
            Mat part = new Mat(picture, rect);
            Scalar level = new Scalar(level(i), level(i), level(i), 0)) {
          part.put(level);
        }
      }
      return picture;
    }
  }

  private static int level(int index) {
    return 120 + 60 * index;
  }

  private List<String> texts(Stage stage) {
    return passages().filter(p -> p.stage() == stage).map(p -> p.plate().text()).toList();
  }

  private List<String> passages(Stage stage) {
    return passages().filter(p -> p.stage() == stage).map(Finding.Passage::passage).toList();
  }

  private java.util.stream.Stream<Finding.Passage> passages() {
    return findings.stream()
        .filter(Finding.Passage.class::isInstance)
        .map(Finding.Passage.class::cast);
  }

  /** Sees what the scene shows, and reads it without a doubt. */
  private final class Script implements PlateVision {
    @Override
    public PlateDetector detector() {
      return (bgr, region, longSide, sensitivity) ->
          scene.stream()
              .filter(shown -> shown.where().overlap(region) > shown.where().area() / 2)
              .filter(shown -> !shown.faint() || isFine(region, longSide))
              .map(shown -> new TextBox(quad(shown.where()), 1))
              .toList();
    }

    @Override
    public PlateRecogniser recogniser(FormatSet formats) {
      return plate -> {
        int level = Tensors.bytes(plate)[(plate.rows() / 2 * plate.cols() + plate.cols() / 2) * 3];
        int index = Math.round(((level & 0xff) - 120) / 60f);
        return matrix(index >= 0 && index < scene.size() ? scene.get(index).text() : "");
      };
    }

    private static boolean isFine(Box region, int longSide) {
      return longSide > 1.2 * Math.max(region.width(), region.height());
    }

    private static Quad quad(Box box) {
      float left = (float) box.x();
      float right = (float) box.right();
      float top = (float) box.y();
      float bottom = (float) box.bottom();
      return new Quad(
          new float[] {left, right, right, left}, new float[] {top, top, bottom, bottom});
    }

    private static CtcMatrix matrix(String text) {
      int[] folding = new int[PlateAlphabet.SIZE];
      java.util.Arrays.setAll(folding, number -> number);
      float[] steps = new float[2 * text.length() * PlateAlphabet.SIZE];
      for (int i = 0; i < text.length(); i++) {
        steps[2 * i * PlateAlphabet.SIZE + PlateAlphabet.number(text.charAt(i))] = 0.99f;
        steps[2 * i * PlateAlphabet.SIZE] = 0.01f;
        steps[(2 * i + 1) * PlateAlphabet.SIZE] = 1;
      }
      return CtcMatrix.of(steps, 2 * text.length(), folding);
    }
  }
}
