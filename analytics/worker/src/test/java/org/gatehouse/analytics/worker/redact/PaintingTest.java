package org.gatehouse.analytics.worker.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.decode.LaneDecoder;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.mask.Masks;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What covering leaves of a picture: nothing of the place, all of the rest. */
class PaintingTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int BLACK = 16;
  private static final int NO_COLOUR = 128;

  private final AVFrame frame = av_frame_alloc();

  @BeforeAll
  static void load() {
    LaneDecoder.preload();
  }

  @AfterEach
  void free() {
    av_frame_free(frame);
  }

  /** Noise everywhere; inside the box that of another seed. */
  private byte[][] painted(Box box, long insideSeed, Painter painter, List<Box> places) {
    frame.width(WIDTH).height(HEIGHT).format(AV_PIX_FMT_YUV420P);
    if (frame.data(0) == null || frame.data(0).isNull()) {
      assertThat(av_frame_get_buffer(frame, 0)).isZero();
    }
    for (int plane = 0; plane < 3; plane++) {
      fill(plane, box, insideSeed);
    }
    painter.paint(frame, places);
    return new byte[][] {bytes(0), bytes(1), bytes(2)};
  }

  private void fill(int plane, Box box, long insideSeed) {
    int down = plane == 0 ? 1 : 2;
    Random outside = new Random(plane);
    Random inside = new Random(insideSeed + plane);
    for (int y = 0; y < HEIGHT / down; y++) {
      for (int x = 0; x < WIDTH / down; x++) {
        byte out = (byte) outside.nextInt(16, 236);
        byte in = (byte) inside.nextInt(16, 236);
        frame
            .data(plane)
            .put((long) y * frame.linesize(plane) + x, holds(box, x * down, y * down) ? in : out);
      }
    }
  }

  private static boolean holds(Box box, double x, double y) {
    return x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom();
  }

  private byte[] bytes(int plane) {
    int down = plane == 0 ? 1 : 2;
    byte[] all = new byte[WIDTH / down * (HEIGHT / down)];
    BytePointer data = frame.data(plane);
    for (int y = 0; y < HEIGHT / down; y++) {
      data.position((long) y * frame.linesize(plane));
      data.get(all, y * (WIDTH / down), WIDTH / down);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"100,60,80,40", "0,0,60,50", "290,150,30,30", "0,0,320,180", "101,61,3,3"})
  void cover_twoPicturesThatDifferInsideOnly_areTheSameAfterwards(int x, int y, int w, int h) {
    Box box = new Box(x, y, w, h);
    Painter painter = new Painter(Masks.NONE);
    byte[][] one = painted(box, 1000, painter, List.of(box));
    byte[][] other = painted(box, 2000, painter, List.of(box));
    assertThat(one).isDeepEqualTo(other);
  }

  @Test
  void cover_restOfThePicture_isAsItWas() {
    Box box = new Box(100, 60, 80, 40);
    Painter painter = new Painter(Masks.NONE);
    byte[] before = painted(box, 1000, painter, List.of())[0];
    byte[] after = painted(box, 1000, painter, List.of(box))[0];
    for (int i = 0; i < before.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      if (!holds(box, x, y)) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
  }

  @Test
  void paint_mask_isBlackWithoutColour() {
    PictureArea triangle = PictureArea.parse("0.25,0.25 0.75,0.25 0.5,1");
    byte[][] planes =
        painted(new Box(0, 0, 0, 0), 1, new Painter(new Masks(List.of(triangle))), List.of());
    assertThat(planes[0][at(160, 60, WIDTH)]).isEqualTo((byte) BLACK);
    assertThat(planes[0][at(160, 150, WIDTH)]).isEqualTo((byte) BLACK);
    assertThat(planes[1][at(80, 30, WIDTH / 2)]).isEqualTo((byte) NO_COLOUR);
    assertThat(planes[2][at(80, 30, WIDTH / 2)]).isEqualTo((byte) NO_COLOUR);
    byte[][] unmasked = painted(new Box(0, 0, 0, 0), 1, new Painter(Masks.NONE), List.of());
    assertThat(planes[0][at(20, 60, WIDTH)]).isEqualTo(unmasked[0][at(20, 60, WIDTH)]);
  }

  @Test
  void burn_pictureOfRedGreenBlue_isTheSameWhateverLiesUnderTheMask() {
    Box box = new Box(100, 60, 80, 40);
    Masks masks =
        new Masks(
            List.of(
                PictureArea.parse("0.3125,0.33333 0.5625,0.33333 0.5625,0.55556 0.3125,0.55556")));
    assertThat(bgr(box, 1, masks)).isEqualTo(bgr(box, 2, masks));
    assertThat(bgr(box, 1, Masks.NONE)).isNotEqualTo(bgr(box, 2, Masks.NONE));
  }

  /** What a lane gets of the picture: colour was interpolated, so that pixels share some. */
  private byte[] bgr(Box box, long insideSeed, Masks masks) {
    painted(box, insideSeed, new Painter(Masks.NONE), List.of());
    try (BgrConverter converter = new BgrConverter()) {
      Mat bgr = converter.convert(frame);
      masks.burn(bgr);
      return Tensors.bytes(bgr);
    }
  }

  private static int at(int x, int y, int width) {
    return y * width + x;
  }
}
