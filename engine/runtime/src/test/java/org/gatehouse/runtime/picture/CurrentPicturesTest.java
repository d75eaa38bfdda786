package org.gatehouse.runtime.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CurrentPicturesTest {
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final StreamRing ring = new StreamRing(Units.STREAM, new RingBudget(1 << 20));
  private final Eyes eyes = new Eyes();
  private List<PictureArea> masks = List.of();
  private final CurrentPictures pictures = new CurrentPictures(eyes, stream -> masks);

  /** Makes a picture's number its JPEG. */
  private static final class Eyes implements KeyPictureDecoder {
    private final List<Integer> asked = new ArrayList<>();
    private final List<List<PictureArea>> covered = new ArrayList<>();
    private boolean busy;

    @Override
    public CompletableFuture<LumaPicture> decode(AccessUnit keyUnit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<byte[]> jpeg(
        AccessUnit keyUnit, int mostWidth, List<PictureArea> masks) {
      asked.add(mostWidth);
      covered.add(masks);
      return busy
          ? CompletableFuture.failedFuture(new IOException("no key picture: the decoder is busy"))
          : CompletableFuture.completedFuture(new byte[] {(byte) Units.number(keyUnit)});
    }

    @Override
    public double cpuSeconds() {
      return 0;
    }

    @Override
    public void close() {}
  }

  private int shown(int width) throws Exception {
    return pictures.of(ring, width, PATIENCE).jpeg()[0];
  }

  @Test
  void of_severalGroups_isTheLatestKeyPictureDecodedOnce() throws Exception {
    for (int i = 0; i < 28; i++) {
      ring.publish(Units.unit(i, i % 10 == 0, 100));
    }
    assertThat(shown(640)).isEqualTo(20);
    assertThat(shown(640)).isEqualTo(20);
    assertThat(eyes.asked).containsExactly(640);
    assertThat(pictures.of(ring, 320, PATIENCE).epochMicros())
        .isEqualTo(Units.unit(20, true, 100).epochMicros());
    ring.publish(Units.unit(30, true, 100));
    assertThat(shown(320)).isEqualTo(30);
    assertThat(eyes.asked).containsExactly(640, 320, 320);
    assertThat(ring.readers()).isZero();
  }

  @Test
  void of_decoderThatIsBusy_saysSoAndIsAskedAgain() throws Exception {
    ring.publish(Units.unit(7, true, 100));
    eyes.busy = true;
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> shown(640))
          .isInstanceOf(CurrentPictures.NoPicture.class)
          .hasMessage("no key picture: the decoder is busy");
    }
    eyes.busy = false;
    assertThat(shown(640)).isEqualTo(7);
  }

  @Test
  void of_maskDrawn_isCoveredAtOnceAlsoInMjpeg() throws Exception {
    ring.publish(Units.unit(7, true, 100));
    assertThat(shown(640)).isEqualTo(7);
    masks = List.of(PictureArea.parse("0,0 0.5,0 0.5,0.5"));
    assertThat(shown(640)).isEqualTo(7);
    ring.publish(Units.unit(ParameterSets.mjpeg(320, 180), 9, 0, true, 100));
    assertThat(shown(640)).isEqualTo(9);
    assertThat(eyes.covered).containsExactly(List.of(), masks, masks);
  }

  @Test
  void of_streamWithoutPictures_saysSo() {
    assertThatThrownBy(() -> pictures.of(ring, 640, PATIENCE))
        .hasMessageContaining("no key picture came within");
  }

  @Test
  void of_mjpeg_isThePictureItself() throws Exception {
    ring.publish(Units.unit(ParameterSets.mjpeg(320, 180), 9, 0, true, 100));
    assertThat(pictures.of(ring, 640, PATIENCE).jpeg()).hasSize(100).startsWith(0, 0, 0, 9);
    assertThat(eyes.asked).isEmpty();
    assertThat(shown(160)).isEqualTo(9);
    assertThat(eyes.asked).containsExactly(160);
  }
}
