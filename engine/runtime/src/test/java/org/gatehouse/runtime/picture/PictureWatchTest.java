package org.gatehouse.runtime.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

/** One camera on simulated time, five pictures a second, a key picture every two seconds. */
class PictureWatchTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67, 100, 0, 31}, new byte[] {0x68}, 640, 368);
  private static final int WIDTH = 640;
  private static final int HEIGHT = 368;

  private final FakeTicker ticker = new FakeTicker();
  private final StreamRing ring = new StreamRing(StreamId.main(GATE), new RingBudget(64L << 20));
  private final Random random = new Random(3);
  private final List<Boolean> verdicts = new ArrayList<>();
  private int pictures;
  private int decoded;
  private IntFunction<LumaPicture> scene = second -> noisy(3);
  private int interBytes = 4000;
  private boolean rateControl;
  private boolean loop;

  private final KeyPictureDecoder eyes =
      new KeyPictureDecoder() {
        @Override
        public CompletableFuture<byte[]> jpeg(
            AccessUnit keyUnit, int mostWidth, List<PictureArea> masks) {
          throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LumaPicture> decode(AccessUnit keyUnit) {
          decoded++;
          return CompletableFuture.completedFuture(scene.apply(pictures / 5));
        }

        @Override
        public double cpuSeconds() {
          return 0;
        }

        @Override
        public void close() {}
      };

  private final PictureHealthDesk desk =
      new PictureHealthDesk(ticker, new AlarmBoard(), camera -> {});

  private PictureWatch watch(boolean withDecoder) {
    PictureWatch watch =
        new PictureWatch(
            withDecoder ? eyes : null,
            ticker,
            Duration.ofSeconds(55),
            (camera, still, detail) -> verdicts.add(still),
            desk);
    watch.add(GATE, ring, null);
    return watch;
  }

  private LumaPicture noisy(int amplitude) {
    return noisy(amplitude, random);
  }

  private static LumaPicture noisy(int amplitude, Random random) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (40 + i % 7 + random.nextInt(2 * amplitude + 1) - amplitude);
    }
    return new LumaPicture(WIDTH, HEIGHT, luma);
  }

  /** The picture with a clock drawn over its corner. */
  private static LumaPicture withClock(LumaPicture base, int second) {
    byte[] luma = base.luma().clone();
    for (int y = 8; y < 40; y++) {
      for (int x = 8; x < 200; x++) {
        luma[y * WIDTH + x] = (byte) ((x * 31 + y * 17) * (second + 1));
      }
    }
    return new LumaPicture(WIDTH, HEIGHT, luma);
  }

  /** With the same mean, but some frames of nearly nothing between others that are large. */
  private int inter() {
    return rateControl ? pictures % 3 * interBytes + 50 : interBytes;
  }

  /** Lets the camera run; returns after how many seconds a verdict came, or -1. */
  private int run(PictureWatch watch, int seconds) {
    int before = verdicts.size();
    for (int s = 0; s < seconds; s++) {
      for (int i = 0; i < 5; i++) {
        boolean key = pictures % 10 == 0;
        byte[] payload = new byte[key ? 20_000 : inter()];
        random.nextBytes(payload);
        if (loop) {
          payload = new byte[payload.length];
        }
        ring.publish(
            new AccessUnit(SETS, ticker.epochMicros(), pictures * 18_000L, key, 0, payload));
        pictures++;
        ticker.advance(Duration.ofMillis(200));
      }
      watch.look();
      if (verdicts.size() > before) {
        return s + 1;
      }
    }
    return -1;
  }

  @Test
  void look_livePictureWithNoise_isNeverStillAndDecodedOnceAMinute() {
    PictureWatch watch = watch(true);
    assertThat(run(watch, 600)).isEqualTo(-1);
    assertThat(decoded).isBetween(9, 11);
  }

  @Test
  void look_keyFramesRepeat_isFoundWithinThirtySecondsWithoutADecoder() {
    PictureWatch watch = watch(false);
    assertThat(run(watch, 60)).isEqualTo(-1);
    loop = true;
    assertThat(run(watch, 60)).isBetween(1, 30);
    loop = false;
    assertThat(run(watch, 30)).isBetween(1, 10);
    assertThat(verdicts).containsExactly(true, false);
  }

  @Test
  void look_pictureFreezesAndInterFramesCollapse_isFoundWithinThirtySeconds() {
    PictureWatch watch = watch(true);
    assertThat(run(watch, 100)).isEqualTo(-1);
    LumaPicture frozen = noisy(3);
    scene = second -> frozen;
    interBytes = 300;
    assertThat(run(watch, 60)).isBetween(1, 30);
    scene = second -> noisy(3);
    interBytes = 4000;
    assertThat(run(watch, 60)).isBetween(1, 30);
    assertThat(verdicts).containsExactly(true, false);
  }

  /** Six ways in which the encoder quantises the one picture, no two with a patch in common. */
  @Test
  void look_rateControlCodesAStillPictureInManyWays_isFoundInThirtySecondsAndStaysFound() {
    PictureWatch watch = watch(true);
    assertThat(run(watch, 100)).isEqualTo(-1);
    List<LumaPicture> codings = IntStream.range(0, 6).mapToObj(i -> noisy(3)).toList();
    scene = second -> codings.get(random.nextInt(codings.size()));
    rateControl = true;
    assertThat(run(watch, 60)).isBetween(1, 30);
    assertThat(run(watch, 300)).as("it still stands still").isEqualTo(-1);
    scene = second -> noisy(3);
    rateControl = false;
    assertThat(run(watch, 60)).isBetween(1, 30);
    assertThat(verdicts).containsExactly(true, false);
  }

  @Test
  void look_interFramesCollapseButNothingIsAlike_isGivenUpSoon() {
    PictureWatch watch = watch(true);
    run(watch, 100);
    int before = decoded;
    interBytes = 300;
    assertThat(run(watch, 50)).isEqualTo(-1);
    assertThat(decoded - before).as("two suspicions of six pictures").isBetween(6, 13);
  }

  @Test
  void look_clockRunsOverAFrozenPicture_isFoundWithinTwoMinutesBySamplesAlone() {
    PictureWatch watch = watch(true);
    assertThat(run(watch, 130)).isEqualTo(-1);
    LumaPicture frozen = noisy(3);
    scene = second -> withClock(frozen, second);
    assertThat(run(watch, 200)).isBetween(1, 120);
    assertThat(verdicts).containsExactly(true);
  }

  @Test
  void look_clockOverALiveCorridorWithCollapsedInterFrames_isNotStill() {
    PictureWatch watch = watch(true);
    scene = second -> withClock(noisy(2), second);
    run(watch, 100);
    interBytes = 200;
    assertThat(run(watch, 300)).isEqualTo(-1);
  }

  @Test
  void look_collapsedWithoutADecoder_raisesNothing() {
    PictureWatch watch = watch(false);
    run(watch, 100);
    interBytes = 100;
    assertThat(run(watch, 300)).isEqualTo(-1);
  }

  @Test
  void look_blackPictureWithoutTexture_isNotJudged() {
    PictureWatch watch = watch(true);
    scene = second -> new LumaPicture(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]);
    assertThat(run(watch, 300)).isEqualTo(-1);
  }

  /** As a recording does that is played round and round: every fifth sample is as one before. */
  @Test
  void look_pictureOfMinutesAgoComesAgainAmongOthers_isNotStill() {
    PictureWatch watch = watch(true);
    scene = second -> noisy(3, new Random(second % 280));
    assertThat(run(watch, 1800)).isEqualTo(-1);
    assertThat(decoded).isGreaterThan(40);
  }

  @Test
  void add_frozenCameraJudgedInAnotherWay_isTakenBackUntilItIsFoundAgain() {
    PictureWatch watch = watch(false);
    loop = true;
    run(watch, 60);
    assertThat(verdicts).containsExactly(true);
    watch.add(GATE, ring, null);
    assertThat(verdicts).as("told by the watch's own thread").containsExactly(true);
    watch.look();
    assertThat(verdicts).containsExactly(true, false);
    assertThat(ring.readers()).isEqualTo(1);
    assertThat(run(watch, 60)).isBetween(1, 30);
    assertThat(verdicts).containsExactly(true, false, true);
  }

  @Test
  void remove_frozenCamera_isTakenBackAndItsRingLeft() {
    PictureWatch watch = watch(false);
    loop = true;
    run(watch, 60);
    desk.began(GATE, PictureFault.FROZEN, null, null);
    watch.remove(GATE);
    watch.look();
    assertThat(verdicts).containsExactly(true, false);
    assertThat(desk.open(GATE)).isEmpty();
    assertThat(ring.readers()).isZero();
    watch.remove(GATE);
    watch.look();
    assertThat(verdicts).hasSize(2);
  }

  @Test
  void look_streamPauses_isNotStill() {
    PictureWatch watch = watch(true);
    run(watch, 100);
    for (int i = 0; i < 300; i++) {
      ticker.advance(Duration.ofSeconds(1));
      watch.look();
    }
    assertThat(verdicts).isEmpty();
    assertThat(run(watch, 100)).isEqualTo(-1);
  }
}
