package org.gatehouse.runtime.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentIndexBoxTest {
  private final SegmentIndexBox index = new SegmentIndexBox();

  @Test
  void placeholder_atAMultipleOf8_isOneFreeBoxOfTheReservedSize() {
    byte[] free = SegmentIndexBox.placeholder(800);

    assertThat(free).hasSize(SegmentIndexBox.RESERVED);
    assertThat(BoxTree.parse(free).stream().map(BoxTree::type)).containsExactly("free");
    assertThat(SegmentIndexBox.place(800)).isEqualTo(800);
  }

  @Test
  void placeholder_atAnyPosition_endsThereAndBeginsAtAMultipleOf8() {
    for (int position = 801; position < 808; position++) {
      byte[] free = SegmentIndexBox.placeholder(position);
      long place = SegmentIndexBox.place(position);

      assertThat(BoxTree.parse(free).stream().map(BoxTree::type)).containsExactly("free", "free");
      assertThat(place % 8).isZero();
      assertThat(position + free.length).isEqualTo(place + SegmentIndexBox.RESERVED);
    }
  }

  @Test
  void content_withoutTheHeader_leavesTheFreeBoxAsItWas() {
    index.add(1000, 90_000, true);
    byte[] place = SegmentIndexBox.placeholder(0);
    byte[] content = index.content();
    System.arraycopy(content, 0, place, 8, content.length);

    assertThat(BoxTree.parse(place).stream().map(BoxTree::type)).containsExactly("free");

    System.arraycopy(index.header(), 0, place, 0, 8);
    assertThat(place).isEqualTo(index.bytes());
  }

  @Test
  void bytes_twoFragments_fillsThePlaceAndPointsPastIt() {
    index.add(1000, 90_000, true);
    index.add(500, 45_000, false);
    byte[] bytes = index.bytes();
    List<BoxTree> boxes = BoxTree.parse(bytes);

    assertThat(bytes).hasSize(SegmentIndexBox.RESERVED);
    assertThat(boxes.stream().map(BoxTree::type)).containsExactly("sidx", "free");
    ByteBuffer sidx = boxes.getFirst().data();
    assertThat(sidx.getInt(8)).isEqualTo(90_000);
    assertThat(sidx.getLong(20)).isEqualTo(boxes.get(1).body().length + 8);
    assertThat(sidx.getShort(30)).isEqualTo((short) 2);
    assertThat(new int[] {sidx.getInt(32), sidx.getInt(36), sidx.getInt(40)})
        .containsExactly(1000, 90_000, 0x90000000);
    assertThat(new int[] {sidx.getInt(44), sidx.getInt(48), sidx.getInt(52)})
        .containsExactly(500, 45_000, 0);
  }

  @Test
  void bytes_moreFragmentsThanPlaces_joinsThemAndKeepsTheSums() {
    for (int i = 0; i < 1000; i++) {
      index.add(10, 3600, true);
    }
    ByteBuffer sidx = BoxTree.parse(index.bytes()).getFirst().data();
    int count = sidx.getShort(30);
    long bytes = 0;
    long duration = 0;
    for (int i = 0; i < count; i++) {
      bytes += sidx.getInt(32 + 12 * i);
      duration += sidx.getInt(36 + 12 * i);
    }
    assertThat(count).isBetween(32, 128);
    assertThat(bytes).isEqualTo(10_000);
    assertThat(duration).isEqualTo(3_600_000);
  }
}
