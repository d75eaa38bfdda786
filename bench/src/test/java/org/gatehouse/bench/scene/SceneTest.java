package org.gatehouse.bench.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.gatehouse.bench.media.Coded;
import org.junit.jupiter.api.Test;

class SceneTest {
  @Test
  void plates_sameSeed_areTheSame() {
    assertThat(new Scene(7).plates()).isEqualTo(new Scene(7).plates());
    assertThat(new Scene(7).plates()).isNotEqualTo(new Scene(8).plates());
  }

  @Test
  void plates_manySeeds_areLegalAndDiffer() {
    LongStream.range(0, 300)
        .forEach(
            seed -> {
              List<String> plates = new Scene(seed).plates();
              assertThat(plates).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
              assertThat(plates)
                  .allMatch(
                      plate ->
                          plate.matches(
                              "["
                                  + PlateAlphabet.PROVINCES
                                  + "][A-HJ-NP-Z]([0-9A-HJ-NP-Z]{5}|[DF]\\d{5})"));
            });
  }

  @Test
  void plates_manySeeds_useTheWholeAlphabet() {
    HashSet<Integer> used = new HashSet<>();
    LongStream.range(0, 300)
        .forEach(seed -> new Scene(seed).plates().forEach(p -> p.codePoints().forEach(used::add)));
    String alphabet = PlateAlphabet.PROVINCES + PlateAlphabet.LETTERS + PlateAlphabet.DIGITS;
    assertThat(used).hasSize((int) alphabet.codePoints().count());
  }

  @Test
  void exit_everySeed_hasTwoVehiclesInSightAtOnce() {
    LongStream.range(0, 50)
        .forEach(
            seed -> {
              LaneScript script =
                  LaneScript.exit(
                      new PlateMaker(new SplittableRandom(seed)), new SplittableRandom(seed));
              assertThat(script.acts())
                  .anyMatch(act -> act.size() == 2 && act.get(1).after() < act.get(0).end() - 2);
            });
  }

  @Test
  void fit_everyCharacter_fillsItsBox() {
    GlyphBook glyphs = GlyphBook.load();
    (PlateAlphabet.PROVINCES + PlateAlphabet.LETTERS + PlateAlphabet.DIGITS)
        .codePoints()
        .forEach(
            c -> {
              Rectangle2D box = glyphs.fit(c, 10, 20, 45, 90).getBounds2D();
              assertThat(box.getX()).isCloseTo(10, Offset.offset(0.1));
              assertThat(box.getY()).isCloseTo(20, Offset.offset(0.1));
              assertThat(box.getWidth()).isCloseTo(45, Offset.offset(0.1));
              assertThat(box.getHeight()).isCloseTo(90, Offset.offset(0.1));
            });
  }

  @Test
  void record_someFrames_startsWithAKeyPictureAndKeepsItsCount() {
    LaneScript script =
        LaneScript.entry(new PlateMaker(new SplittableRandom(1)), new SplittableRandom(1));
    LaneCamera camera = new LaneCamera(script, GlyphBook.load(), new SplittableRandom(1));
    try (FrameSink sink =
        new FrameSink(LaneLayout.WIDTH, LaneLayout.HEIGHT, 2_000_000, new SplittableRandom(2))) {
      Coded coded =
          sink.record(
              5, (image, i) -> camera.frame(image, script.acts().getFirst(), 60 + i), () -> {});
      assertThat(coded.pictures()).hasSize(5);
      assertThat(coded.pictures().getFirst().key()).isTrue();
      assertThat(coded.parameters().width()).isEqualTo(LaneLayout.WIDTH);
    }
  }

  @Test
  void frame_sameSeed_isTheSamePicture() {
    assertThat(Picture.pixels(entryFrame(3))).isEqualTo(Picture.pixels(entryFrame(3)));
  }

  private static BufferedImage entryFrame(long seed) {
    LaneScript script =
        LaneScript.entry(new PlateMaker(new SplittableRandom(seed)), new SplittableRandom(seed));
    LaneCamera camera = new LaneCamera(script, GlyphBook.load(), new SplittableRandom(seed));
    BufferedImage image = Picture.blank(LaneLayout.WIDTH, LaneLayout.HEIGHT);
    camera.frame(image, script.acts().getFirst(), 60);
    return image;
  }

  @Test
  void distance_atTheEnd_isGone() {
    for (Drive drive : List.of(Drive.stopping(), Drive.rolling())) {
      assertThat(drive.distance(0)).isEqualTo(drive.from());
      assertThat(drive.distance(drive.arrived())).isCloseTo(drive.place(), Offset.offset(1e-6));
      assertThat(drive.distance(drive.duration())).isCloseTo(Drive.GONE, Offset.offset(1e-6));
    }
  }
}
