package org.gatehouse.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.ParameterSets;
import org.junit.jupiter.api.Test;

class MutatorTest {
  private static final ParameterSets SETS =
      ParameterSets.h264(new byte[] {0x67, 66, 0, 30, 1, 2, 3}, new byte[] {0x68, 1, 2, 3}, 16, 16);

  @Test
  void mutate_anyPicture_isBrokenAndCanStillBeCutIntoUnits() {
    Mutator mutator = new Mutator(new SplittableRandom(1));
    for (int i = 0; i < 2000; i++) {
      Sample broken = mutator.mutate(picture(i % 25 == 0), SETS);
      assertThat(Mutator.split(broken.data())).isNotEmpty();
      assertThat(lengths(broken.data())).isEqualTo(broken.data().length);
    }
  }

  @Test
  void broken_track_hasThatManyBrokenPicturesAndBeginsWhole() {
    VideoTrack base = new VideoTrack(SETS, List.of(picture(true), picture(false), picture(false)));
    VideoTrack broken = HostileTracks.broken(base, 100, 7);
    long different =
        broken.samples().stream()
            .filter(
                sample ->
                    base.samples().stream()
                        .noneMatch(whole -> Arrays.equals(whole.data(), sample.data())))
            .count();
    // A shuffle of two units that leaves them as they were is no change.
    assertThat(different).isBetween(80L, 100L);
    assertThat(broken.samples().getFirst().data()).isEqualTo(base.samples().getFirst().data());
  }

  @Test
  void broken_sameSeed_isTheSameTrack() {
    VideoTrack base = new VideoTrack(SETS, List.of(picture(true), picture(false)));
    List<Sample> one = HostileTracks.broken(base, 20, 3).samples();
    List<Sample> two = HostileTracks.broken(base, 20, 3).samples();
    assertThat(one).hasSameSizeAs(two);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).data()).isEqualTo(two.get(i).data());
    }
  }

  private static Sample picture(boolean key) {
    byte[] slice = new byte[200];
    Arrays.fill(slice, (byte) 0x35);
    slice[0] = (byte) (key ? 0x65 : 0x41);
    byte[] second = slice.clone();
    second[9] = 1;
    ByteBuffer out = ByteBuffer.allocate(2 * (Integer.BYTES + slice.length));
    out.putInt(slice.length).put(slice).putInt(second.length).put(second);
    return new Sample(0, key, out.array());
  }

  private static int lengths(byte[] picture) {
    List<Integer> all = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(picture);
    while (in.hasRemaining()) {
      int length = in.getInt();
      assertThat(length).isBetween(3, in.remaining());
      in.position(in.position() + length);
      all.add(Integer.BYTES + length);
    }
    return all.stream().mapToInt(Integer::intValue).sum();
  }
}
