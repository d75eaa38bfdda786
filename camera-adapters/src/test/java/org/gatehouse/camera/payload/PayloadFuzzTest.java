package org.gatehouse.camera.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.camera.notice.NoticeReader;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.h265.H265Parameters;
import org.gatehouse.camera.rtp.h265.H265Sps;
import org.gatehouse.camera.rtp.metadata.MetadataDepacketizer;
import org.gatehouse.camera.sdp.Encoding;
import org.gatehouse.camera.sdp.MediaSection;
import org.gatehouse.camera.sdp.PictureSize;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.StreamMemory;

/**
 * Every depacketizer, fed with anything: packets behind two bytes of length each, as in the
 * committed inputs. A normal run replays those; JAZZER_FUZZ=1 searches for new ones.
 */
class PayloadFuzzTest {
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** Feeds all packets; numbers, timestamps and markers are the input's. */
  private static void feed(Depacketizer to, byte[] data) {
    Sender sender = new Sender(to);
    ByteBuf in = Unpooled.wrappedBuffer(data);
    while (in.readableBytes() >= 2) {
      int length = Math.min(in.readUnsignedShort(), in.readableBytes());
      sender.datagram(Unpooled.copiedBuffer(in.readSlice(length)));
    }
    assertThat(to.damaged() + to.undecodable() + to.malformed()).isNotNegative();
  }

  private static MediaSection section(Encoding encoding, Map<String, String> format) {
    return new MediaSection(encoding, 96, 48_000, 1, format, null, new PictureSize(2560, 1440));
  }

  private static void nalsAddUp(CodedPicture picture) {
    ByteBuf payload = Unpooled.wrappedBuffer(picture.payload().copy());
    while (payload.isReadable()) {
      int length = payload.readInt();
      assertThat(length).isPositive();
      payload.skipBytes(length);
    }
    assertThat(picture.parameters().width()).isBetween(1, 16_384);
    assertThat(picture.parameters().height()).isBetween(1, 16_384);
    assertThat(picture.payload().length()).isBetween(1, MOST_BYTES);
  }

  @FuzzTest
  void h264(byte[] data) {
    feed(
        PayloadFormats.video(
            section(Encoding.H264, Map.of()), StreamMemory.heap(), PayloadFuzzTest::nalsAddUp),
        data);
  }

  @FuzzTest
  void h265(byte[] data) {
    List<CodedPicture> pictures = new ArrayList<>();
    feed(
        PayloadFormats.video(section(Encoding.H265, Map.of()), StreamMemory.heap(), pictures::add),
        data);
    pictures.forEach(PayloadFuzzTest::nalsAddUp);
    if (!pictures.isEmpty()) {
      assertThat(pictures.getFirst().randomAccess()).isTrue();
    }
  }

  @FuzzTest
  void mjpeg(byte[] data) {
    feed(
        PayloadFormats.video(
            section(Encoding.JPEG, Map.of()),
            StreamMemory.heap(),
            picture -> {
              byte[] file = picture.payload().copy();
              assertThat(file.length).isBetween(4, MOST_BYTES + 2048);
              assertThat(file).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
              assertThat(picture.parameters().width()).isBetween(1, 16_384);
            }),
        data);
  }

  private static void sane(CodedAudio audio) {
    assertThat(audio.durationTicks()).isPositive();
    assertThat(audio.payload()).isNotEmpty();
    assertThat(audio.payload().length).isLessThanOrEqualTo(65_536);
    assertThat(audio.format().channels()).isPositive();
  }

  @FuzzTest
  void aac(byte[] data) {
    Map<String, String> format =
        Map.of("config", "1408", "sizelength", "13", "indexlength", "3", "indexdeltalength", "3");
    feed(PayloadFormats.audio(section(Encoding.AAC, format), PayloadFuzzTest::sane), data);
    feed(PayloadFormats.audio(section(Encoding.AAC, Map.of()), PayloadFuzzTest::sane), data);
  }

  @FuzzTest
  void packetAudio(byte[] data) {
    feed(PayloadFormats.audio(section(Encoding.PCMU, Map.of()), PayloadFuzzTest::sane), data);
    feed(PayloadFormats.audio(section(Encoding.OPUS, Map.of()), PayloadFuzzTest::sane), data);
  }

  @FuzzTest
  void metadata(byte[] data) {
    feed(new MetadataDepacketizer(nanos -> nanos, PayloadFuzzTest::bounded), data);
  }

  private static void bounded(CameraNotice notice) {
    assertThat(notice.source().length()).isLessThanOrEqualTo(64);
    assertThat(notice.source()).doesNotContainPattern("\\p{Cntrl}");
  }

  @FuzzTest
  void notices(byte[] data) {
    List<CameraNotice> first = new ArrayList<>();
    List<CameraNotice> second = new ArrayList<>();
    NoticeReader reader = new NoticeReader();
    boolean readable = reader.read(data, 0, data.length, 1, first::add);
    assertThat(reader.read(data, 0, data.length, 1, second::add)).isEqualTo(readable);
    assertThat(second).isEqualTo(first);
    first.forEach(PayloadFuzzTest::bounded);
  }

  @FuzzTest
  void h265ParameterSets(byte[] data) {
    H265Sps sps = H265Sps.parse(data);
    if (sps != null) {
      assertThat(sps.width()).isBetween(1, 16_384);
      assertThat(sps.height()).isBetween(1, 16_384);
    }
    String text = new String(data, StandardCharsets.ISO_8859_1);
    new H265Parameters().offerFromSdp(text, text, text);
  }
}
