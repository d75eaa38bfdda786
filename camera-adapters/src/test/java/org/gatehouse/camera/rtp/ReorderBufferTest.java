package org.gatehouse.camera.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  private final List<Integer> out = new ArrayList<>();
  private final ReorderBuffer buffer =
      new ReorderBuffer((data, index, length, nanos) -> out.add(data.getUnsignedShort(index + 2)));

  private void come(long nanos, int... sequences) {
    for (int sequence : sequences) {
      ByteBuf packet = Unpooled.buffer().writeByte(0x80).writeByte(96).writeShort(sequence);
      buffer.packet(packet.writeZero(8), 0, 12, nanos);
    }
  }

  @Test
  void packet_outOfOrderAcrossTheWrap_isPutIntoOrder() {
    come(0, 65_534, 1, 0, 65_535, 2);
    assertThat(out).containsExactly(65_534, 65_535, 0, 1, 2);
    assertThat(buffer.waiting()).isZero();
  }

  @Test
  void packet_twiceOrTooLate_isDropped() {
    come(0, 5, 5, 7, 7, 6, 4);
    assertThat(out).containsExactly(5, 6, 7);
    assertThat(buffer.dropped()).isEqualTo(3);
  }

  @Test
  void packet_missingForTooLong_isSkipped() {
    come(0, 1, 3, 4);
    assertThat(out).containsExactly(1);
    come(300_000_000, 5);
    assertThat(out).containsExactly(1, 3, 4, 5);
  }

  @Test
  void packet_farAhead_isASenderThatBeganAnewAndNothingIsHeld() {
    come(0, 1, 3, 30_000, 30_001);
    assertThat(out).containsExactly(1, 3, 30_000, 30_001);
    assertThat(buffer.waiting()).isZero();
  }
}
