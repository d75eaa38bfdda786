package org.gatehouse.analytics.worker.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.messages.LaneReport;
import org.gatehouse.analytics.worker.TestVideo;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.lane.CoreShare;
import org.gatehouse.analytics.worker.lane.EngineLine;
import org.gatehouse.analytics.worker.lane.LaneRunner;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateAlphabet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateRecogniser;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TextBox;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real H.264 through a lane of which a part is masked, into a detector that looks at every pixel it
 * is given, and out as JPEGs: whatever lies under the mask is nowhere.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MaskedLaneTest {
  /** The left upper quarter. The plate that is "found" lies half under it. */
  private static final Masks QUARTER =
      new Masks(List.of(PictureArea.parse("0,0 0.5,0 0.5,0.5 0,0.5")));

  private static final int LEFT = TestVideo.WIDTH / 2;
  private static final int TOP = TestVideo.HEIGHT / 2;
  private static final Quad PLATE =
      new Quad(new float[] {90, 230, 230, 90}, new float[] {90, 90, 140, 140});
  private static final String TEXT = "川A113YP";

  /** What JPEG or more contrast makes of black, at most. */
  private static final int NEARLY_BLACK = 12;

  /** Black beyond the mask, where pixels share colour with what lies in it. */
  private static final int SEAM = 4;

  private static final long START = 1_700_000_000_000_000L;

  private final Watcher vision = new Watcher();
  private final Line line = new Line();

  @Test
  void lane_partMasked_reachesNeitherDetectionNorAJpeg() throws Exception {
    run(QUARTER);
    assertThat(vision.looks).isPositive();
    // Black stays black, as bright as raised contrast makes it.
    assertThat(vision.brightestUnderMask).isLessThanOrEqualTo(NEARLY_BLACK);
    assertThat(vision.darkestBeside).isGreaterThan(20);
    Finding.Passage passage = line.passage();
    BufferedImage scene = jpeg(passage.sceneJpeg());
    for (int y = 0; y < TOP; y++) {
      for (int x = 0; x < LEFT; x++) {
        assertThat(scene.getRGB(x, y) & 0xff).isLessThanOrEqualTo(NEARLY_BLACK);
      }
    }
    assertThat(scene.getRGB(LEFT + 40, TOP + 40) & 0xff).isGreaterThan(20);
    BufferedImage crop = jpeg(passage.cropJpeg());
    assertThat(crop.getRGB(crop.getWidth() / 8, crop.getHeight() / 4) & 0xff)
        .isLessThanOrEqualTo(NEARLY_BLACK);
    assertThat(crop.getRGB(crop.getWidth() * 7 / 8, crop.getHeight() / 2) & 0xff).isGreaterThan(20);
  }

  @Test
  void lane_nothingMasked_seesThatPart() throws Exception {
    run(Masks.NONE);
    assertThat(vision.brightestUnderMask).isGreaterThan(20);
    assertThat(jpeg(line.passage().sceneJpeg()).getRGB(40, 40) & 0xff).isGreaterThan(20);
  }

  private void run(Masks masks) throws InterruptedException {
    LaneDecoder.preload();
    try (ModelSet models = ModelSet.load(1)) {
      FaceBlur blur = new FaceBlur(new FaceDetector(models.faceDetector()));
      VehicleAnalyzer analyzer =
          new VehicleAnalyzer(
              vision,
              FormatSet.of(List.of("CN")),
              0.01,
              LaneScene.whole(),
              new PassageWriter(() -> "id", blur),
              SpareCore.NONE);
      CoreShare.Lane share = new CoreShare(Ticker.system()).lane(1);
      LaneRunner lane = new LaneRunner(1, "gate", masks, analyzer, share, line, Ticker.system());
      lane.start();
      List<AccessUnit> video = TestVideo.encode(50, START);
      for (int i = 0; i < video.size(); i++) {
        lane.offer(i, video.get(i));
        assertThat(line.decoded.poll(1, TimeUnit.MINUTES)).isEqualTo(i);
      }
      lane.close();
      assertThat(line.closed.poll(1, TimeUnit.MINUTES)).isEqualTo(1);
    }
  }

  private static BufferedImage jpeg(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  /** Finds the same plate in every picture, and notes how bright what it is shown is. */
  private static final class Watcher implements PlateVision {
    int looks;
    int brightestUnderMask;
    int darkestBeside = 255;

    @Override
    public PlateDetector detector() {
      return (bgr, region, longSide, sensitivity) -> {
        looks++;
        for (int y = 0; y < bgr.rows(); y++) {
          look(bgr, y);
        }
        return List.of(new TextBox(PLATE, 1));
      };
    }

    private void look(Mat bgr, int y) {
      byte[] row = new byte[3 * bgr.cols()];
      bgr.ptr(y).get(row);
      for (int i = 0; i < row.length; i++) {
        int value = row[i] & 0xff;
        if (y < TOP && i / 3 < LEFT) {
          brightestUnderMask = Math.max(brightestUnderMask, value);
        } else if (y > TOP + SEAM || i / 3 > LEFT + SEAM) {
          darkestBeside = Math.min(darkestBeside, value);
        }
      }
    }

    @Override
    public PlateRecogniser recogniser(FormatSet formats) {
      float[] steps = new float[2 * TEXT.length() * PlateAlphabet.SIZE];
      for (int i = 0; i < TEXT.length(); i++) {
        steps[2 * i * PlateAlphabet.SIZE + PlateAlphabet.number(TEXT.charAt(i))] = 0.98f;
        steps[2 * i * PlateAlphabet.SIZE] = 0.02f;
        steps[(2 * i + 1) * PlateAlphabet.SIZE] = 1;
      }
      int[] folding = new int[PlateAlphabet.SIZE];
      Arrays.setAll(folding, number -> number);
      return plate -> CtcMatrix.of(steps, 2 * TEXT.length(), folding);
    }
  }

  private static final class Line implements EngineLine {
    final BlockingQueue<Integer> decoded = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final List<Finding> findings = new ArrayList<>();

    /** The first one told; to be asked once the lane is closed. */
    Finding.Passage passage() {
      return findings.stream()
          .filter(Finding.Passage.class::isInstance)
          .map(Finding.Passage.class::cast)
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void failed(int lane, Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void opened(int lane) {}

    @Override
    public void decoding(int lane, long seq) {}

    @Override
    public void busy(int lane) {}

    @Override
    public void decoded(int lane, long seq) {
      decoded.add((int) seq);
    }

    @Override
    public void found(int lane, Finding finding) {
      findings.add(finding);
    }

    @Override
    public void report(LaneReport report) {}

    @Override
    public void closed(int lane) {
      closed.add(lane);
    }
  }
}
