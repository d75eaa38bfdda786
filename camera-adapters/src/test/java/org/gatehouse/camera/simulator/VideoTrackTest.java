package org.gatehouse.camera.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.contract.media.ParameterSets;
import org.junit.jupiter.api.Test;

class VideoTrackTest {
  private static final byte[] PICTURE = {0, 0, 0, 1, 0x65};
  private static final ParameterSets FIRST = sets(1);
  private static final ParameterSets SECOND = sets(2);
  private static final ParameterSets THIRD = sets(3);

  private static ParameterSets sets(int number) {
    return ParameterSets.h264(new byte[] {0x67, (byte) number}, new byte[] {0x68}, 64, 64);
  }

  @Test
  void then_keyPicturesWithSetsOfTheirOwn_keepThem() {
    VideoTrack led = new VideoTrack(FIRST, List.of(new Sample(0, true, PICTURE)));
    VideoTrack next =
        new VideoTrack(
            SECOND,
            List.of(
                new Sample(0, true, PICTURE),
                new Sample(3600, false, PICTURE),
                new Sample(7200, true, PICTURE, THIRD)));
    assertThat(led.then(next).samples())
        .extracting(Sample::parameters)
        .containsExactly(null, SECOND, null, THIRD);
  }
}
