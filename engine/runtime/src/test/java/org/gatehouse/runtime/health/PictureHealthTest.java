package org.gatehouse.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A drawn yard before the judge, in simulated time. */
class PictureHealthTest {
  private static final Duration EVERY = Duration.ofSeconds(55);
  private static final int HOUR = 3600;

  private final DrawnYard yard = new DrawnYard();
  private PictureHealth health =
      PictureHealth.of(new Judged(List.of(), () -> false), EVERY.toNanos());
  private int second;
  private int sample;
  private int looks;

  /** Lets time pass; returns after how many seconds something else was told, or -1. */
  private int run(int seconds, IntFunction<LumaPicture> shown) {
    @Nullable PictureFault before = health.told();
    int began = second;
    for (; second < began + seconds; second++) {
      long now = TimeUnit.SECONDS.toNanos(second);
      if (second < sample && !health.due(now)) {
        continue;
      }
      sample = second >= sample ? second + (int) EVERY.toSeconds() : sample;
      looks++;
      health.asked(now);
      LumaPicture picture = shown.apply(second - began);
      Thumbnail small = new Thumbnail(new byte[] {1}, TimeUnit.SECONDS.toMicros(second));
      health.look(PictureSketch.of(picture), small, false, now);
      if (health.told() != before) {
        return second - began;
      }
    }
    return -1;
  }

  private void learn() {
    assertThat(run(600, t -> yard.picture())).isEqualTo(-1);
    assertThat(health.known()).isTrue();
  }

  private LumaPicture spoilt(PictureFault fault) {
    return switch (fault) {
      case BLACK -> yard.plain(16);
      case OVER_EXPOSED -> yard.overExposed();
      case BLURRED -> yard.blurred(4);
      case BLOCKED -> yard.blocked(0.9);
      case MOVED -> elsewhere();
      case FROZEN -> throw new IllegalArgumentException("not judged by one picture");
    };
  }

  private LumaPicture elsewhere() {
    yard.left += 130;
    yard.top += 40;
    LumaPicture picture = yard.picture();
    yard.left -= 130;
    yard.top -= 40;
    return picture;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FROZEN")
  void look_pictureGoesWrong_isFoundAndOverAgain(PictureFault fault) {
    learn();
    assertThat(run(HOUR, t -> spoilt(fault))).isBetween(30, 480);
    assertThat(health.told()).isEqualTo(fault);
    assertThat(health.before()).isNotNull();
    assertThat(health.after()).isNotNull();
    assertThat(run(900, t -> spoilt(fault))).as("it lasts").isEqualTo(-1);
    assertThat(run(HOUR, t -> yard.picture())).isBetween(30, 180);
    assertThat(health.told()).isNull();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FROZEN")
  void look_oneBadPictureNowAndThen_isNotFound(PictureFault fault) {
    learn();
    Supplier<LumaPicture> bad = () -> spoilt(fault);
    assertThat(run(2 * HOUR, t -> t % 300 < 60 && looks % 2 == 0 ? bad.get() : yard.picture()))
        .isEqualTo(-1);
  }

  @Test
  void look_hourWithPeopleAndCarsThatFillThePicture_nothingIsFoundAndLittleAsked() {
    assertThat(
            run(
                HOUR,
                t ->
                    t % 120 < 40
                        ? yard.withCar()
                        : t % 3 == 0 ? yard.withWalker() : yard.picture()))
        .isEqualTo(-1);
    assertThat(looks).isBetween(60, 150);
  }

  @Test
  void look_dayBecomesNightAndDayAgain_nothingIsFound() {
    learn();
    assertThat(
            run(
                4 * HOUR,
                t -> {
                  yard.light = 0.62 + 0.38 * Math.cos(t * 2 * Math.PI / (2 * HOUR));
                  yard.noise = yard.light < 0.4 ? 8 : 3;
                  return yard.withWalker();
                }))
        .isEqualTo(-1);
  }

  @Test
  void look_lightGoesOffAndOn_nothingIsFound() {
    learn();
    assertThat(
            run(
                2 * HOUR,
                t -> {
                  yard.light = t / 900 % 2 == 0 ? 0.35 : 1;
                  return yard.picture();
                }))
        .isEqualTo(-1);
  }

  @Test
  void look_viewDriftsSlowly_isNotMoved() {
    learn();
    assertThat(
            run(
                6 * HOUR,
                t -> {
                  yard.left = 200 + t * 60 / (6 * HOUR);
                  return yard.picture();
                }))
        .isEqualTo(-1);
  }

  @Test
  void look_viewSwingsAllTheTime_isNotJudgedBySceneButStillFoundBlack() {
    IntFunction<LumaPicture> swinging =
        t -> {
          yard.left = 200 + (int) (150 * Math.sin(t / 7.0));
          return yard.picture();
        };
    assertThat(run(2 * HOUR, swinging)).isEqualTo(-1);
    assertThat(run(HOUR, t -> yard.plain(16))).isBetween(30, 180);
    assertThat(health.told()).isEqualTo(PictureFault.BLACK);
  }

  @Test
  void look_cameraThatIsTurned_isNotMovedAndKnowsTheNewScene() {
    health = PictureHealth.of(new Judged(List.of(), () -> true), EVERY.toNanos());
    learn();
    assertThat(run(HOUR, t -> elsewhere())).isEqualTo(-1);
    assertThat(run(HOUR, t -> spoilt(PictureFault.BLOCKED))).isBetween(60, 300);
  }

  @Test
  void look_maskCoversWhatHasStructure_isNotBlocked() {
    PictureArea most = PictureArea.parse("0,0 0.8,0 0.8,1 0,1");
    health = PictureHealth.of(new Judged(List.of(most), () -> false), EVERY.toNanos());
    learn();
    assertThat(run(HOUR, t -> yard.blocked(0.8))).isEqualTo(-1);
    assertThat(run(HOUR, t -> yard.plain(90))).isBetween(60, 300);
    assertThat(health.told()).isEqualTo(PictureFault.BLOCKED);
  }

  @Test
  void look_flatNightFromTheBeginning_nothingIsFound() {
    assertThat(run(HOUR, t -> yard.plain(37))).isEqualTo(-1);
  }

  @Test
  void accept_movedCamera_isWellAndJudgedByTheNewScene() {
    learn();
    run(HOUR, t -> elsewhere());
    assertThat(health.told()).isEqualTo(PictureFault.MOVED);
    health.accept();
    assertThat(health.told()).isNull();
    assertThat(run(HOUR, t -> elsewhere())).isEqualTo(-1);
    assertThat(run(HOUR, t -> yard.picture())).isBetween(60, 300);
    assertThat(health.told()).isEqualTo(PictureFault.MOVED);
  }

  @Test
  void look_resolutionIsChanged_isLearntAnew() {
    learn();
    LumaPicture other = new LumaPicture(320, 180, new byte[320 * 180]);
    java.util.Arrays.fill(other.luma(), (byte) 120);
    assertThat(run(HOUR, t -> other)).isEqualTo(-1);
  }
}
