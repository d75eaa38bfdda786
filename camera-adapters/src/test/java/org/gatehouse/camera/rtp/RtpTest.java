package org.gatehouse.camera.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtpTest {
  private static final long SECOND = 1_000_000_000L;

  private static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text.replace(" ", "")));
  }

  @Test
  void read_contributorsExtensionAndPadding_payloadIsBetweenThem() {
    ByteBuf data =
        hex("b2e0 fffe 00000001 00000002 0000000a 0000000b bede0001 01020304 aabb 000003");
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(data, 0, data.readableBytes())).isTrue();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.sequence()).isEqualTo(0xfffe);
    assertThat(packet.timestamp()).isEqualTo(1);
    assertThat(packet.ssrc()).isEqualTo(2);
    assertThat(ByteBufUtil.hexDump(data, packet.payloadIndex(), packet.payloadLength()))
        .isEqualTo("aabb");
  }

  @Test
  void read_tooShortOrOtherVersionOrOverlong_isRefused() {
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(hex("8060"), 0, 2)).isFalse();
    assertThat(packet.read(hex("4060 0001 00000001 00000002"), 0, 12)).isFalse();
    assertThat(packet.read(hex("9060 0001 00000001 00000002 bedeffff"), 0, 16)).isFalse();
    assertThat(packet.read(hex("a060 0001 00000001 00000002 ff"), 0, 13)).isFalse();
  }

  @Test
  void next_wrapGapAndRepetition_areTold() {
    SequenceTracker tracker = new SequenceTracker();
    assertThat(tracker.next(65_534)).isZero();
    assertThat(tracker.next(65_535)).isZero();
    assertThat(tracker.next(2)).isEqualTo(2);
    assertThat(tracker.next(2)).isEqualTo(SequenceTracker.REPEATED);
    assertThat(tracker.next(65_535)).isEqualTo(SequenceTracker.REPEATED);
    assertThat(tracker.extendedHighest()).isEqualTo(0x1_0002);
    assertThat(tracker.expected()).isEqualTo(5);
    assertThat(tracker.received()).isEqualTo(3);
    assertThat(tracker.lost()).isEqualTo(2);
  }

  @Test
  void next_senderBeginsAnew_isNoLoss() {
    SequenceTracker tracker = new SequenceTracker();
    tracker.next(100);
    assertThat(tracker.next(40_000)).isZero();
    assertThat(tracker.next(40_001)).isZero();
    assertThat(tracker.lost()).isZero();
  }

  @Test
  void extend_wrap_goesOn() {
    TimestampExtender extender = new TimestampExtender(90_000);
    long first = extender.extend(0xffff_ff00, 0);
    assertThat(extender.extend(0x0000_0e10, SECOND / 23) - first).isEqualTo(0x0f10);
    assertThat(extender.jumps()).isZero();
  }

  @Test
  void extend_jumpForwardsOrBack_goesOnWithTheTimePassed() {
    TimestampExtender extender = new TimestampExtender(90_000);
    long first = extender.extend(1_000_000, 0);
    assertThat(extender.extend(1_900_000_000, SECOND) - first).isEqualTo(90_000);
    assertThat(extender.extend(5, 2 * SECOND) - first).isEqualTo(180_000);
    assertThat(extender.extend(5 + 3600, 2 * SECOND + SECOND / 25) - first).isEqualTo(183_600);
    assertThat(extender.jumps()).isEqualTo(2);
  }

  @Test
  void extend_reorderedPicture_goesBackALittle() {
    TimestampExtender extender = new TimestampExtender(90_000);
    long first = extender.extend(7200, 0);
    assertThat(extender.extend(3600, SECOND / 25) - first).isEqualTo(-3600);
  }

  @Test
  void write_receiverReport_isWellFormedAndReadBackAsNothingElse() {
    SequenceTracker tracker = new SequenceTracker();
    tracker.next(1);
    tracker.next(4);
    ByteBuf out = Unpooled.buffer();
    ReceiverReport.write(out, 7, 9, tracker, 0x1234, 0x5678);
    assertThat(ByteBufUtil.hexDump(out))
        .startsWith("81c90007" + "00000007" + "00000009" + "00000002" + "00000004" + "00000000")
        .contains("00001234" + "00005678" + "81ca");
    assertThat(out.readableBytes() % 4).isZero();
    assertThat(read(out)).isEmpty();
    out.release();
  }

  @Test
  void read_compoundWithSenderReportAndBye_tellsBoth() {
    ByteBuf data =
        hex(
            "80c80006 00000009 0000000100000002 00000003 00000004 00000005"
                + "81ca0002 00000009 01000000"
                + "81cb0001 00000009");
    assertThat(read(data)).containsExactly("report 9 100000002 3", "bye 9");
  }

  @Test
  void read_rubbish_tellsNothing() {
    assertThat(read(hex("00c80006 00000009"))).isEmpty();
    assertThat(read(hex("80c8ffff 00000009"))).isEmpty();
    assertThat(read(hex("80"))).isEmpty();
  }

  private static List<String> read(ByteBuf data) {
    List<String> notes = new ArrayList<>();
    RtcpReader.read(
        data,
        0,
        data.readableBytes(),
        new RtcpReader.Sink() {
          @Override
          public void senderReport(int ssrc, long ntp, int timestamp) {
            notes.add("report " + ssrc + " " + Long.toHexString(ntp) + " " + timestamp);
          }

          @Override
          public void bye(int ssrc) {
            notes.add("bye " + ssrc);
          }
        });
    return notes;
  }
}
