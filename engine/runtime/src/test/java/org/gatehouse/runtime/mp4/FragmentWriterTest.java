package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.gatehouse.runtime.testing.Buffers;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.Test;

class FragmentWriterTest {
  private static final long FAR = 5_000_000_000L;

  private final List<Sample> samples =
      List.of(
          new Sample(Units.unit(0, true, 500), FAR, 3600, 7200),
          new Sample(Units.unit(1, false, 70), FAR + 3600, 3601, -3600));

  @Test
  void header_twoSamples_tellsTimesSizesAndFlags() {
    List<BoxTree> boxes = BoxTree.parse(whole(FragmentWriter.header(7, samples)));

    assertThat(boxes.stream().map(BoxTree::outline))
        .containsExactly("moof[mfhd traf[tfhd tfdt trun]]", "mdat");
    BoxTree moof = boxes.getFirst();
    assertThat(moof.child("mfhd").data().getInt(4)).isEqualTo(7);
    BoxTree traf = moof.child("traf");
    assertThat(traf.child("tfhd").data().getInt(0)).isEqualTo(0x020000);
    assertThat(traf.child("tfdt").data().getLong(4)).isEqualTo(FAR);
    assertThat(ints(traf.child("trun").data()))
        .containsExactly(
            0x01000f01,
            2,
            moof.body().length + 16,
            3600,
            500,
            0x02000000,
            7200,
            3601,
            70,
            0x01010000,
            -3600);
  }

  @Test
  void gather_headerAndPayloads_areOneWholeMdat() {
    List<BoxTree> boxes = BoxTree.parse(whole(FragmentWriter.header(1, samples)));

    assertThat(boxes.get(1).body()).hasSize(570);
    assertThat(boxes.get(1).data().getInt(500)).isEqualTo(1);
  }

  @Test
  void headerWithTime_startsWithTheWallClockOfTheFirstPicture() {
    BoxTree prft = BoxTree.parse(whole(FragmentWriter.headerWithTime(1, samples))).getFirst();

    assertThat(prft.type()).isEqualTo("prft");
    assertThat(prft.data().getInt(4)).isEqualTo(1);
    long seconds = prft.data().getLong(8) >>> 32;
    assertThat(seconds - 2_208_988_800L).isEqualTo(FakeTicker.START.getEpochSecond());
    assertThat(prft.data().getLong(16)).isEqualTo(FAR + 7200);
  }

  @Test
  void decodeTime_liesWhereTheHttpApiSays() {
    byte[] header = FragmentWriter.header(1, samples);

    assertThat(ByteBuffer.wrap(header).getLong(60)).isEqualTo(FAR);
  }

  private byte[] whole(byte[] header) {
    return Buffers.join(FragmentWriter.gather(header, samples));
  }

  private static int[] ints(ByteBuffer data) {
    int[] values = new int[data.remaining() / 4];
    data.asIntBuffer().get(values);
    return values;
  }
}
