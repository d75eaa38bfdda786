package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.testing.Buffers;
import org.gatehouse.runtime.testing.FakeTicker;
import org.gatehouse.runtime.testing.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FragmentWriterTest {
  private static final long FAR = 5_000_000_000L;

  private final FragmentWriter writer = new FragmentWriter();
  private final SampleRun samples = new SampleRun();
  private final SampleRun sound = new SampleRun();

  @BeforeEach
  void fill() {
    add(samples, Units.unit(0, true, 500), FAR, 3600, 7200);
    add(samples, Units.unit(1, false, 70), FAR + 3600, 3601, -3600);
  }

  private static void add(SampleRun run, AccessUnit unit, long time, int duration, int offset) {
    run.add(unit.payload(), unit.epochMicros(), time, duration, offset, unit.randomAccess());
  }

  @Test
  void header_twoSamples_tellsTimesSizesAndFlags() {
    List<BoxTree> boxes = BoxTree.parse(whole(writer.header(7, samples)));

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
    List<BoxTree> boxes = BoxTree.parse(whole(writer.header(1, samples)));

    assertThat(boxes.get(1).body()).hasSize(570);
    assertThat(boxes.get(1).data().getInt(500)).isEqualTo(1);
  }

  @Test
  void headerWithTime_startsWithTheWallClockOfTheFirstPicture() {
    BoxTree prft =
        BoxTree.parse(
                Buffers.join(
                    FragmentWriter.gather(
                        writer.headerWithTime(1, samples, sound, 0), samples, sound)))
            .getFirst();

    assertThat(prft.type()).isEqualTo("prft");
    assertThat(prft.data().getInt(4)).isEqualTo(1);
    long seconds = prft.data().getLong(8) >>> 32;
    assertThat(seconds - 2_208_988_800L).isEqualTo(FakeTicker.START.getEpochSecond());
    assertThat(prft.data().getLong(16)).isEqualTo(FAR + 7200);
  }

  @Test
  void decodeTime_liesWhereTheHttpApiSays() {
    byte[] header = writer.header(1, samples);

    assertThat(ByteBuffer.wrap(header).getLong(60)).isEqualTo(FAR);
  }

  @Test
  void headerWithTime_withSound_hasASecondTrackBehindThePictures() {
    sound.add(Payload.of(new byte[40]), 0, 5000, 1024, 0, true);
    sound.add(Payload.of(new byte[41]), 0, 6024, 1000, 0, true);
    FragmentWriter based = new FragmentWriter(FAR, 7200);
    ByteBuffer header = based.headerWithTime(1, samples, sound, 4000);
    byte[] whole = Buffers.join(FragmentWriter.gather(header, samples, sound));
    List<BoxTree> boxes = BoxTree.parse(whole);

    assertThat(boxes.get(1).outline())
        .isEqualTo("moof[mfhd traf[tfhd tfdt trun] traf[tfhd tfdt trun]]");
    BoxTree pictures = boxes.get(1).children().get(1);
    BoxTree heard = boxes.get(1).children().get(2);
    assertThat(pictures.child("tfdt").data().getLong(4)).isZero();
    assertThat(heard.child("tfdt").data().getLong(4)).isEqualTo(1000);
    int data = boxes.get(1).body().length + 16;
    assertThat(ints(heard.child("trun").data()))
        .containsExactly(0x01000301, 2, data + 570, 1024, 40, 1000, 41);
    assertThat(boxes.get(2).body()).hasSize(570 + 81);
  }

  @Test
  void clear_forgetsTheSamplesAndGrowsAgain() {
    samples.clear();
    for (int i = 0; i < 100; i++) {
      add(samples, Units.unit(i, i == 0, 10), i * 10L, 10, 0);
    }
    assertThat(samples.count()).isEqualTo(100);
    assertThat(samples.duration()).isEqualTo(1000);
    assertThat(samples.bytes()).isEqualTo(1000);
    assertThat(BoxTree.parse(whole(writer.header(1, samples))).get(1).body()).hasSize(1000);
  }

  private byte[] whole(byte[] header) {
    return Buffers.join(FragmentWriter.gather(ByteBuffer.wrap(header), samples, sound));
  }

  private static int[] ints(ByteBuffer data) {
    int[] values = new int[data.remaining() / 4];
    data.asIntBuffer().get(values);
    return values;
  }
}
