package org.gatehouse.runtime.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.alarm.AlarmBoard;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.FakeTicker;
import org.junit.jupiter.api.Test;

/** Four hundred cameras of key pictures alone, one each two seconds, out of step. */
class ManyCamerasTest {
  private static final int CAMERAS = 400;
  private static final Duration KEY_EVERY = Duration.ofSeconds(2);
  private static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67, 100, 0, 31}, new byte[] {0x68}, 64, 48);
  private static final LumaPicture FLAT = new LumaPicture(64, 48, new byte[64 * 48]);

  private final FakeTicker ticker = new FakeTicker();
  private final RingBudget budget = new RingBudget(64L << 20);
  private final Random random = new Random(5);
  private final Map<Integer, Integer> decoded = new HashMap<>();
  private boolean decoderHangs;

  /** The first so many of them have inter frames of that size too; 0 for none. */
  private int interBytes;

  private int withInter = 1;

  private final List<StreamRing> rings =
      IntStream.range(0, CAMERAS)
          .mapToObj(i -> new StreamRing(StreamId.main(new CameraId("c" + i)), budget))
          .toList();

  /** Knows a camera by the first bytes of its pictures. */
  private final KeyPictureDecoder eyes =
      new KeyPictureDecoder() {
        @Override
        public CompletableFuture<byte[]> jpeg(
            AccessUnit keyUnit, int mostWidth, List<PictureArea> masks) {
          throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<LumaPicture> decode(AccessUnit unit) {
          byte[] bytes = unit.payload().array();
          int at = unit.payload().offset();
          decoded.merge(((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff), 1, Integer::sum);
          return decoderHangs ? new CompletableFuture<>() : CompletableFuture.completedFuture(FLAT);
        }

        @Override
        public double cpuSeconds() {
          return 0;
        }

        @Override
        public void close() {}
      };

  private PictureWatch watch() {
    PictureHealthDesk desk = new PictureHealthDesk(ticker, new AlarmBoard(), camera -> {});
    return new PictureWatch(
        eyes, ticker, Duration.ofSeconds(55), (camera, still, detail) -> {}, desk);
  }

  private void run(PictureWatch watch, Duration time) {
    long looks = time.dividedBy(PictureWatch.LOOK);
    long looksPerKey = KEY_EVERY.dividedBy(PictureWatch.LOOK);
    for (long look = 0; look < looks; look++) {
      for (int camera = 0; camera < CAMERAS; camera++) {
        boolean together = camera < withInter;
        if ((look + (together ? 0 : camera)) % looksPerKey == 0) {
          byte[] payload = new byte[16];
          random.nextBytes(payload);
          payload[0] = (byte) (camera >> 8);
          payload[1] = (byte) camera;
          rings
              .get(camera)
              .publish(new AccessUnit(SETS, ticker.epochMicros(), look, true, 0, payload));
        }
      }
      for (int camera = 0; camera < withInter && interBytes > 0; camera++) {
        byte[] inter = new byte[interBytes];
        rings
            .get(camera)
            .publish(new AccessUnit(SETS, ticker.epochMicros(), look, false, 0, inter));
      }
      watch.look();
      ticker.advance(PictureWatch.LOOK);
    }
  }

  @Test
  void look_fourHundredCameras_eachIsSampledInEachMinute() {
    PictureWatch watch = watch();
    rings.forEach(ring -> watch.add(ring.id().camera(), ring, null));
    run(watch, Duration.ofMinutes(1));
    assertThat(decoded).hasSize(CAMERAS);
    decoded.clear();
    run(watch, Duration.ofMinutes(1));
    assertThat(decoded).hasSize(CAMERAS);
  }

  @Test
  void look_samplesFillTheirShareOfTheDecoder_aSuspectIsStillLookedAt() {
    PictureWatch watch = watch();
    rings.forEach(ring -> watch.add(ring.id().camera(), ring, null));
    interBytes = 4000;
    run(watch, Duration.ofMinutes(1));
    decoded.clear();
    decoderHangs = true;
    run(watch, Duration.ofSeconds(1));
    assertThat(decoded.values().stream().mapToInt(n -> n).sum()).as("samples").isEqualTo(4);
    assertThat(decoded).doesNotContainKey(0);
    interBytes = 100;
    run(watch, Duration.ofSeconds(10));
    assertThat(decoded).containsKey(0);
  }

  @Test
  void look_fortySuspectsSendTheirKeyPicturesTogether_eachOneIsDecoded() {
    PictureWatch watch = watch();
    rings.forEach(ring -> watch.add(ring.id().camera(), ring, null));
    withInter = 40;
    interBytes = 4000;
    run(watch, Duration.ofMinutes(1));
    interBytes = 100;
    run(watch, Duration.ofSeconds(8));
    decoded.clear();
    run(watch, Duration.ofSeconds(6));
    for (int camera = 0; camera < withInter; camera++) {
      assertThat(decoded.getOrDefault(camera, 0)).as("camera %d", camera).isGreaterThanOrEqualTo(3);
    }
  }
}
