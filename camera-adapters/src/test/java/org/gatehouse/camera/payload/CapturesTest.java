package org.gatehouse.camera.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.camera.SharedData;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtcpReader;
import org.gatehouse.camera.rtsp.RtspFormatException;
import org.gatehouse.camera.rtsp.RtspMessage;
import org.gatehouse.camera.rtsp.RtspStreamParser;
import org.gatehouse.camera.rtsp.SessionHeader;
import org.gatehouse.camera.rtsp.TransportHeader;
import org.gatehouse.camera.rtsp.auth.Challenge;
import org.gatehouse.camera.sdp.Encoding;
import org.gatehouse.camera.sdp.MediaChoice;
import org.gatehouse.camera.sdp.MediaSection;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.StreamMemory;
import org.junit.jupiter.api.Test;

/** Packets of real senders, and bytes that broke other readers, where the evaluation data is. */
class CapturesTest {
  private static final Pattern DESCRIPTION = Pattern.compile("\"mediaDescription\": \"(.*?)\"");
  private static final Pattern PACKET = Pattern.compile("\"((?:80|90|a0)[0-9a-f]{24,})\"");
  private static final Pattern GO_VALUE =
      Pattern.compile(
          "^(?:\\[]byte|string)\\(\"(.*)\"\\)$", Pattern.MULTILINE | Pattern.UNIX_LINES);
  private static final Pattern GO_ESCAPE =
      Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([0-7]{3})|(.))");
  private static final int EMPTY_DUMPS = 2;

  private static Path folder(String name) {
    Path folder = SharedData.folder().resolve("captures").resolve(name);
    assumeTrue(Files.isDirectory(folder), "skipped: no captures in " + folder);
    return folder;
  }

  /** Datagrams of a packet capture of Ethernet, IPv4 and UDP alone, without their headers. */
  private static List<ByteBuf> datagrams(String name) throws IOException {
    List<ByteBuf> datagrams = new ArrayList<>();
    ByteBuf in = Unpooled.wrappedBuffer(Files.readAllBytes(folder("pcap").resolve(name)));
    assertThat(in.readIntLE()).isEqualTo(0xa1b2c3d4);
    in.skipBytes(20);
    while (in.isReadable()) {
      in.skipBytes(8);
      int length = in.readIntLE();
      in.skipBytes(4);
      ByteBuf frame = in.readSlice(length);
      frame.skipBytes(14);
      int header = (frame.getUnsignedByte(frame.readerIndex()) & 0x0f) * 4;
      frame.skipBytes(header + 4);
      int datagram = frame.readUnsignedShort() - 8;
      frame.skipBytes(2);
      datagrams.add(Unpooled.copiedBuffer(frame.readSlice(datagram)));
    }
    return datagrams;
  }

  private static Depacketizer video(Encoding encoding, List<CodedPicture> to) {
    MediaSection section = MediaSection.of(encoding, 96, null);
    return PayloadFormats.video(section, StreamMemory.heap(), to::add);
  }

  private static void expectPictures(
      List<CodedPicture> pictures, Depacketizer from, int count, int keys) {
    assertThat(from.malformed() + from.damaged() + from.undecodable()).isZero();
    assertThat(pictures).hasSize(count);
    assertThat(pictures.getFirst().randomAccess()).isTrue();
    assertThat(pictures.stream().filter(CodedPicture::randomAccess)).hasSize(keys);
    assertThat(pictures).allMatch(p -> p.parameters().width() == 640);
    assertThat(pictures).allMatch(p -> p.parameters().height() == 480);
  }

  @Test
  void pcap_h264OfACamera_becomesPictures() throws IOException {
    List<CodedPicture> pictures = new ArrayList<>();
    Depacketizer to = video(Encoding.H264, pictures);
    Sender sender = new Sender(to);
    datagrams("h264.pcap").forEach(sender::datagram);
    expectPictures(pictures, to, 2036, 2);
    // One packet is missing in the capture, and with it something that no picture needs.
    assertThat(pictures.stream().mapToInt(CodedPicture::lostPackets).sum()).isEqualTo(1);
  }

  @Test
  void pcap_h265OfACamera_becomesPictures() throws IOException {
    List<CodedPicture> pictures = new ArrayList<>();
    Depacketizer to = video(Encoding.H265, pictures);
    Sender sender = new Sender(to);
    datagrams("wilson.pcap").forEach(sender::datagram);
    expectPictures(pictures, to, 276, 1);
    assertThat(pictures).allMatch(picture -> picture.lostPackets() == 0);
  }

  private static MediaChoice described(String dump) {
    Matcher found = DESCRIPTION.matcher(dump);
    assertThat(found.find()).isTrue();
    String text = "v=0\r\n" + found.group(1).replace("\\r\\n", "\r\n");
    return MediaChoice.of(SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void dump_ofAac_becomesSound() throws IOException {
    String dump = Files.readString(folder("media3-dumps").resolve("aac-dump.json"));
    List<CodedAudio> audio = new ArrayList<>();
    Depacketizer to =
        PayloadFormats.audio(Objects.requireNonNull(described(dump).audio()), audio::add);
    Sender sender = new Sender(to);
    Matcher packets = PACKET.matcher(dump);
    while (packets.find()) {
      sender.datagram(Unpooled.wrappedBuffer(HexFormat.of().parseHex(packets.group(1))));
    }
    assertThat(to.malformed() + to.damaged()).isZero();
    // 290 packets, of which 11 carry four access units in pieces; the sender's clock is a rough
    // one.
    assertThat(audio.size()).isEqualTo(283);
    assertThat(audio.getFirst().format().codec()).isEqualTo(AudioCodec.AAC);
    assertThat(audio.getFirst().format().channels()).isEqualTo(6);
    for (int i = 1; i < audio.size(); i++) {
      assertThat(audio.get(i).timestamp() - audio.get(i - 1).timestamp()).isIn(1008, 1056, 2016);
    }
  }

  /** Two of the dumps hold a description and no packets. */
  @Test
  void dump_withoutPackets_itsDescriptionIsRead() throws IOException {
    List<String> offered = new ArrayList<>();
    for (Path file : files(folder("media3-dumps"))) {
      String dump = Files.readString(file);
      if (file.toString().endsWith(".json") && !PACKET.matcher(dump).find()) {
        MediaSection video = described(dump).video();
        offered.add(video == null ? described(dump).offered() : video.encoding().name());
      }
    }
    assertThat(offered).hasSize(EMPTY_DUMPS).contains("H264").anyMatch(o -> o.contains("MPV"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The values in one file of a corpus in the form of Go's fuzzing. */
  private static List<byte[]> values(String text) {
    List<byte[]> values = new ArrayList<>();
    Matcher value = GO_VALUE.matcher(text);
    while (value.find()) {
      String plain = GO_ESCAPE.matcher(value.group(1)).replaceAll(CapturesTest::unescaped);
      values.add(plain.getBytes(StandardCharsets.ISO_8859_1));
    }
    return values;
  }

  private static String unescaped(MatchResult escape) {
    if (escape.group(2) != null) {
      String rune = Character.toString(Integer.parseInt(escape.group(2), 16));
      byte[] bytes = rune.getBytes(StandardCharsets.UTF_8);
      return Matcher.quoteReplacement(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    int code = 0;
    for (int group = 1; group <= 3; group += 2) {
      String digits = escape.group(group);
      if (digits != null) {
        code = Integer.parseInt(digits, group == 3 ? 8 : 16);
      }
    }
    String letter = escape.group(4);
    if (letter != null) {
      int control = "abtnvfr".indexOf(letter);
      code = control < 0 ? letter.charAt(0) : 7 + control;
    }
    return Matcher.quoteReplacement(String.valueOf((char) (code & 0xff)));
  }

  /** Every file through every reader: what broke one may break another. */
  @Test
  void corpus_everyFile_isReadOrRefused() throws IOException {
    int count = 0;
    for (Path file : files(folder("gortsplib-fuzz"))) {
      if (file.toString().contains("testdata")) {
        List<byte[]> values = values(Files.readString(file, StandardCharsets.ISO_8859_1));
        assertThat(values).as(file.toString()).isNotEmpty();
        values.forEach(CapturesTest::texts);
        payloads(values);
        count++;
      }
    }
    assertThat(count).isEqualTo(332);
  }

  private static void texts(byte[] value) {
    String text = new String(value, StandardCharsets.ISO_8859_1);
    ByteBuf bytes = Unpooled.copiedBuffer(value);
    MediaChoice choice = MediaChoice.of(SessionDescription.parse(value));
    assertThat(choice.offered()).isNotEmpty();
    if (choice.video() != null) {
      PayloadFormats.video(choice.video(), StreamMemory.heap(), picture -> {});
    }
    if (choice.audio() != null) {
      PayloadFormats.audio(choice.audio(), sound -> {});
    }
    assertThat(SessionHeader.parse(text).timeoutSeconds()).isPositive();
    assertThat(TransportHeader.parse(text, 2).rtpChannel()).isBetween(0, 255);
    assertThat(Challenge.parse(List.of(text))).isNotNull();
    RtcpReader.read(
        bytes,
        0,
        value.length,
        new RtcpReader.Sink() {
          @Override
          public void senderReport(int ssrc, long ntp, int timestamp) {}

          @Override
          public void bye(int ssrc) {}
        });
    try {
      new RtspStreamParser()
          .parse(
              bytes,
              new RtspStreamParser.Sink() {
                @Override
                public void interleaved(int channel, ByteBuf data, int index, int length) {}

                @Override
                public void message(RtspMessage message) {}
              });
    } catch (RtspFormatException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
    bytes.release();
  }

  private static void payloads(List<byte[]> values) {
    List<CodedPicture> pictures = new ArrayList<>();
    List<CodedAudio> sound = new ArrayList<>();
    List<Depacketizer> readers = new ArrayList<>();
    for (Encoding encoding : List.of(Encoding.H264, Encoding.H265, Encoding.JPEG)) {
      readers.add(video(encoding, pictures));
    }
    for (Encoding encoding : List.of(Encoding.AAC, Encoding.PCMU, Encoding.OPUS)) {
      MediaSection section = MediaSection.of(encoding, 96, null);
      readers.add(PayloadFormats.audio(section, sound::add));
    }
    readers.add(PayloadFormats.metadata(nanos -> nanos, notice -> {}));
    for (Depacketizer reader : readers) {
      Sender sender = new Sender(reader);
      for (int i = 0; i < values.size(); i++) {
        sender.send(3000 * i, true, values.get(i));
        sender.send(3000 * i, false, values.get(i));
      }
    }
    assertThat(pictures).allMatch(picture -> picture.payload().length() > 0);
    assertThat(sound).allMatch(piece -> piece.payload().length > 0);
  }

  /** A folder that comes to the captures shall not lie there unused. */
  @Test
  void captures_everyFolder_hasItsTest() throws IOException {
    Map<String, String> tests =
        Map.of(
            "gortsplib-fuzz", "#corpus_everyFile_isReadOrRefused",
            "media3-dumps", "#dump_ofAac_becomesSound",
            "onvif-replies", "RecordedDeviceTest",
            "pcap", "#pcap_h264OfACamera_becomesPictures",
            "rtsp-replies", "RecordedRepliesTest");
    try (Stream<Path> folders = Files.list(folder("."))) {
      assertThat(folders.filter(Files::isDirectory).map(f -> String.valueOf(f.getFileName())))
          .isSubsetOf(tests.keySet());
    }
  }
}
