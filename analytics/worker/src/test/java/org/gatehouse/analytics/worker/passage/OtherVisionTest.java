package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateRecogniser;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.InSide;
import org.gatehouse.contract.vision.LaneView;
import org.gatehouse.contract.vision.PassageReport.Stage;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PictureLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another detector and recogniser behind the same interface: they know plates of grey cells in a
 * magenta frame and no letters at all. Formats, tracks, votes and findings are the real ones.
 */
class OtherVisionTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int CELL = 20;
  private static final int EDGE = 6;
  private static final long FIRST_MICROS = 1_000_000;
  private static final String TEXT = "川A113YP";

  @Test
  void lane_otherDetectorAndRecogniser_tellsThePassage() {
    List<Finding.Passage> last = passages(LaneView.ALL);
    assertThat(last).hasSize(1);
    assertThat(last.getFirst().plate().text()).isEqualTo(TEXT);
    assertThat(last.getFirst().direction()).isEqualTo(Direction.UNKNOWN);
  }

  @Test
  void lane_zoneElsewhere_tellsNothing() {
    assertThat(passages(zone("0.6,0.6 1,0.6 1,1 0.6,1"))).isEmpty();
  }

  @Test
  void lane_zoneOnTheWay_tellsThePassageWhereItIsInTheZone() {
    List<Finding.Passage> last = passages(zone("0.25,0.3 0.7,0.3 0.7,1 0.25,1"));
    assertThat(last).hasSize(1);
    assertThat(last.getFirst().plate().text()).isEqualTo(TEXT);
    assertThat(last.getFirst().startMicros()).isGreaterThan(FIRST_MICROS);
  }

  /** The plate goes down through the picture. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1,0.45 0.9,0.45 | RIGHT | IN",
        "0.9,0.45 0.1,0.45 | RIGHT | OUT",
        "0.1,0.45 0.9,0.45 | LEFT | OUT"
      })
  void lane_line_tellsWhichWayItIsCrossed(String ends, InSide inSide, Direction direction) {
    List<Finding.Passage> last =
        passages(new LaneView(null, PictureLine.parse(ends), inSide, List.of()));
    assertThat(last).hasSize(1);
    assertThat(last.getFirst().direction()).isEqualTo(direction);
  }

  private static LaneView zone(String corners) {
    return new LaneView(PictureArea.parse(corners), null, null, List.of());
  }

  /** A plate that is carried through the picture, as a lane tells of it in the end. */
  private static List<Finding.Passage> passages(LaneView view) {
    List<Finding> findings = new ArrayList<>();
    try (ModelSet models = ModelSet.load(1)) {
      AtomicInteger names = new AtomicInteger();
      PassageWriter writer =
          new PassageWriter(
              () -> "id-" + names.incrementAndGet(),
              new FaceBlur(new FaceDetector(models.faceDetector())));
      try (VehicleAnalyzer lane =
          new VehicleAnalyzer(
              new CellVision(),
              FormatSet.of(List.of("CN")),
              0.01,
              LaneScene.of(view),
              writer,
              SpareCore.NONE)) {
        for (int frame = 0; frame < 40; frame++) {
          long micros = FIRST_MICROS + frame * 170_000L;
          try (Mat picture = frame < 20 ? picture(60 + 8 * frame, 100 + 5 * frame) : empty()) {
            if (lane.wants(micros)) {
              findings.addAll(lane.accept(picture, micros));
            }
          }
        }
        findings.addAll(lane.finish());
      }
    }
    return findings.stream()
        .filter(Finding.Passage.class::isInstance)
        .map(Finding.Passage.class::cast)
        .filter(passage -> passage.stage() == Stage.FINALIZED)
        .toList();
  }

  @Test
  void scan_otherDetectorAndRecogniser_tellsTextPlaceAndCharacters() {
    try (Mat picture = picture(200, 150)) {
      List<PlateCandidate> plates =
          new PlateScanner(new CellVision(), FormatSet.of(List.of("CN"))).scan(picture).plates();
      assertThat(plates).hasSize(1);
      assertThat(plates.getFirst().text()).isEqualTo(TEXT);
      assertThat(plates.getFirst().region()).isEqualTo("CN");
      assertThat(plates.getFirst().kind()).isEqualTo("standard");
      assertThat(plates.getFirst().characters()).hasSize(7).allMatch(belief -> belief > 0.9);
      assertThat(plates.getFirst().quad().bounds().x()).isEqualTo(200);
    }
  }

  private static Mat empty() {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    java.util.Arrays.fill(pixels, (byte) 90);
    return mat(pixels);
  }

  private static Mat picture(int left, int top) {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    java.util.Arrays.fill(pixels, (byte) 90);
    int width = TEXT.length() * CELL + 2 * EDGE;
    int height = CELL * 2 + 2 * EDGE;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = x >= EDGE && x < width - EDGE && y >= EDGE && y < height - EDGE;
        int number = inside ? PlateAlphabet.number(TEXT.charAt((x - EDGE) / CELL)) : 0;
        int at = ((top + y) * WIDTH + left + x) * 3;
        pixels[at] = (byte) (inside ? 3 * number : 255);
        pixels[at + 1] = (byte) (inside ? 3 * number : 0);
        pixels[at + 2] = (byte) (inside ? 3 * number : 255);
      }
    }
    return mat(pixels);
  }

  private static Mat mat(byte[] pixels) {
    Mat picture = new Mat(HEIGHT, WIDTH, CV_8UC3);
    picture.data().put(pixels);
    return picture;
  }

  /** Sees magenta frames, reads grey cells. */
  private static final class CellVision implements PlateVision {
    @Override
    public PlateDetector detector() {
      return (bgr, region, longSide, sensitivity) -> {
        byte[] pixels = Tensors.bytes(bgr);
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < pixels.length; i += 3) {
          if (pixels[i] == (byte) 255 && pixels[i + 1] == 0 && pixels[i + 2] == (byte) 255) {
            int x = i / 3 % bgr.cols();
            int y = i / 3 / bgr.cols();
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x + 1);
            bottom = Math.max(bottom, y + 1);
          }
        }
        return right < 0
            ? List.of()
            : List.of(
                new TextBox(
                    new Quad(
                        new float[] {left, right, right, left},
                        new float[] {top, top, bottom, bottom}),
                    1));
      };
    }

    @Override
    public PlateRecogniser recogniser(FormatSet formats) {
      return plate -> {
        byte[] pixels = Tensors.bytes(plate);
        int cells = (plate.cols() - 2 * EDGE) / CELL;
        int[] folding = new int[PlateAlphabet.SIZE];
        float[] steps = new float[2 * cells * PlateAlphabet.SIZE];
        java.util.Arrays.setAll(folding, number -> number);
        for (int i = 0; i < cells; i++) {
          int x = EDGE + i * CELL + CELL / 2;
          int level = pixels[(plate.rows() / 2 * plate.cols() + x) * 3] & 0xff;
          int number = Math.clamp(Math.round(level / 3.0), 1, PlateAlphabet.SIZE - 1);
          steps[2 * i * PlateAlphabet.SIZE + number] = 0.98f;
          steps[2 * i * PlateAlphabet.SIZE] = 0.02f;
          steps[(2 * i + 1) * PlateAlphabet.SIZE] = 1;
        }
        return CtcMatrix.of(steps, 2 * cells, folding);
      };
    }
  }
}
