package org.gatehouse.runtime.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmState;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.health.Judged;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureFinding;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a camera's ring to alarms and thumbnails, on simulated time. */
class PictureHealthWatchTest {
  private static final CameraId GATE = new CameraId("gate");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67, 100, 0, 31}, new byte[] {0x68}, WIDTH, HEIGHT);

  private final FakeTicker ticker = new FakeTicker();
  private final StreamRing ring = new StreamRing(StreamId.main(GATE), new RingBudget(64L << 20));
  private final Random random = new Random(3);
  private final AlarmBoard board = new AlarmBoard();
  private final List<CameraId> changed = new ArrayList<>();
  private final PictureHealthDesk desk = new PictureHealthDesk(ticker, board, changed::add);
  private Supplier<LumaPicture> scene = () -> noisy(true);
  private int decoded;
  private int jpegs;

  private final KeyPictureDecoder eyes =
      new KeyPictureDecoder() {
        @Override
        public CompletableFuture<byte[]> jpeg(
            AccessUnit keyUnit, int mostWidth, List<PictureArea> masks) {
          assertThat(mostWidth).isEqualTo(320);
          return CompletableFuture.completedFuture(new byte[] {(byte) ++jpegs});
        }

        @Override
        public CompletableFuture<LumaPicture> decode(AccessUnit keyUnit) {
          decoded++;
          return CompletableFuture.completedFuture(scene.get());
        }

        @Override
        public double cpuSeconds() {
          return 0;
        }

        @Override
        public void close() {}
      };

  private final PictureWatch watch =
      new PictureWatch(eyes, ticker, Duration.ofSeconds(55), (camera, still, detail) -> {}, desk);

  private void watch(@Nullable Judged judged) {
    watch.add(GATE, ring, judged);
  }

  private static Judged plainly() {
    return new Judged(List.of(), () -> false);
  }

  private LumaPicture noisy(boolean light) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < luma.length; i++) {
      int pattern = 60 + (i % WIDTH / 23 * 37 + i / WIDTH / 17 * 53) % 120;
      luma[i] = (byte) ((light ? pattern : 16) + random.nextInt(7) - 3);
    }
    return new LumaPicture(WIDTH, HEIGHT, luma);
  }

  /** A key picture every two seconds. */
  private void run(int seconds) {
    for (int s = 0; s < seconds; s += 2) {
      byte[] payload = new byte[2000];
      random.nextBytes(payload);
      ring.publish(new AccessUnit(SETS, ticker.epochMicros(), s * 90_000L, true, 0, payload));
      watch.look();
      ticker.advance(Duration.ofSeconds(2));
      watch.look();
    }
  }

  @Test
  void look_pictureGoesBlack_isAnAlarmWithPicturesAndOverAgain() {
    watch(plainly());
    run(600);
    assertThat(board.open()).isEmpty();
    scene = () -> noisy(false);
    run(150);
    assertThat(board.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.PICTURE_BLACK);
    Alarm alarm = board.open().getFirst();
    assertThat(alarm.cameras()).containsExactly(GATE);
    assertThat(alarm.text()).startsWith("camera gate: the picture is black; look whether");
    PictureFinding finding = desk.open(GATE).getFirst();
    assertThat(finding.fault()).isEqualTo(PictureFault.BLACK);
    assertThat(Objects.requireNonNull(finding.before()).epochMicros())
        .isLessThan(Objects.requireNonNull(finding.after()).epochMicros());
    assertThat(desk.lasting(PictureFault.BLACK)).isEqualTo(1);
    assertThat(changed).containsExactly(GATE);
    scene = () -> noisy(true);
    run(150);
    assertThat(board.open()).isEmpty();
    assertThat(board.count(AlarmState.RETURNED)).isEqualTo(1);
    assertThat(desk.open(GATE)).isEmpty();
    assertThat(desk.all()).hasSize(1);
    assertThat(desk.found(PictureFault.BLACK)).isEqualTo(1);
  }

  @Test
  void look_pictureFreezes_hasPicturesOfBeforeAndAfter() {
    watch(plainly());
    run(600);
    LumaPicture frozen = noisy(true);
    scene = () -> frozen;
    run(200);
    PictureFinding finding = desk.open(GATE).getFirst();
    assertThat(finding.fault()).isEqualTo(PictureFault.FROZEN);
    assertThat(finding.before()).isNotNull();
    assertThat(finding.after()).isNotNull();
    assertThat(board.open()).as("told by the desk for states").isEmpty();
  }

  @Test
  void look_livePicture_isDecodedOnceForBoth() {
    watch(plainly());
    run(3600);
    assertThat(decoded).isBetween(60, 70);
    assertThat(jpegs).as("a thumbnail each half hour").isBetween(2, 4);
  }

  @Test
  void look_cameraThatIsNotJudged_tellsNothing() {
    watch(null);
    run(300);
    scene = () -> noisy(false);
    run(600);
    assertThat(desk.all()).isEmpty();
    assertThat(jpegs).isZero();
    assertThat(watch.accept(GATE)).isFalse();
  }

  @Test
  void remove_cameraWithAnAlarm_endsIt() {
    watch(plainly());
    scene = () -> noisy(false);
    run(300);
    assertThat(board.open()).hasSize(1);
    watch.remove(GATE);
    watch.look();
    assertThat(board.open()).isEmpty();
    assertThat(desk.all()).isEmpty();
  }

  @Test
  void accept_pictureThatIsWrong_endsTheAlarm() {
    watch(plainly());
    scene = () -> noisy(false);
    run(300);
    assertThat(watch.accept(GATE)).isTrue();
    watch.look();
    assertThat(board.open()).isEmpty();
  }
}
