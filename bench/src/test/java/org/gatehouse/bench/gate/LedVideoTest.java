package org.gatehouse.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.ParameterSets;
import org.junit.jupiter.api.Test;

class LedVideoTest {
  /** Three seconds at 25 pictures a second, a key picture in each. */
  private static final VideoTrack VIDEO = video();

  @Test
  void of_nobodyThereYet_isLedByWholeGroupsOfItsFirstPictures() {
    LedVideo led = LedVideo.of(VIDEO, List.of(vehicle(1.2)));
    assertThat(led.leadSeconds()).isCloseTo(10, within(0.01));
    assertThat(led.seconds()).isCloseTo(3, within(0.01));
    List<Sample> all = led.track().samples();
    assertThat(all).hasSize(250 + 75);
    assertThat(all.subList(0, 250)).allMatch(sample -> sample.data()[0] < 25);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).ticks()).isEqualTo(i * 3600L);
      assertThat(all.get(i).key()).isEqualTo(i % 25 == 0);
    }
    assertThat(all.get(250 + 30).data()[0]).isEqualTo((byte) 30);
  }

  @Test
  void of_vehicleInTheFirstPicturesOrNobodyKnows_isAsItIs() {
    assertThat(LedVideo.of(VIDEO, List.of(vehicle(2), vehicle(0.5))).track()).isSameAs(VIDEO);
    assertThat(LedVideo.of(VIDEO, List.of()).track()).isSameAs(VIDEO);
    assertThat(LedVideo.of(VIDEO, List.of()).leadSeconds()).isZero();
  }

  private static Label vehicle(double start) {
    return new Label(start, start + 1, "京A12345", OptionalDouble.empty());
  }

  private static VideoTrack video() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 75; i++) {
      samples.add(new Sample(i * 3600L, i % 25 == 0, new byte[] {(byte) i}));
    }
    return new VideoTrack(
        ParameterSets.h264(new byte[] {0x67}, new byte[] {0x68}, 64, 64), samples);
  }
}
