package org.gatehouse.camera.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.gatehouse.camera.rtp.CodedAudio;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.h265.H265NalType;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.sdp.MediaChoice;
import org.gatehouse.camera.sdp.SessionDescription;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.StreamMemory;
import org.gatehouse.contract.media.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that ffmpeg codes, packetizes, describes and sends as datagrams. */
class FfmpegPayloadTest {
  private static final int PICTURES = 20;
  private static final int BUFFER = 8 * 1024 * 1024;
  private static final String VIDEO = "testsrc2=size=320x240:rate=25,format=yuv420p";
  private static final String SOUND = "sine=frequency=440:sample_rate=48000:duration=1";

  @TempDir Path folder;

  private void ffmpeg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("CI=true, but ffmpeg is missing").isNotEqualTo("true");
      assumeTrue(false, "skipped: ffmpeg is missing");
      return;
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  /** Codes from a generated source into a file. */
  private Path code(String source, String name, String... options) throws Exception {
    Path file = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-bitexact", file.toString()));
    ffmpeg(arguments.toArray(String[]::new));
    return file;
  }

  /** Sends a file without coding it again; all datagrams, and the description in the folder. */
  private List<ByteBuf> packets(Path file, String... options) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReceiveBufferSize(BUFFER);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(300);
      List<String> arguments = new ArrayList<>(List.of("-i", file.toString(), "-c", "copy"));
      arguments.addAll(List.of(options));
      arguments.addAll(List.of("-sdp_file", sdp().toString(), "-f", "rtp"));
      arguments.add("rtp://127.0.0.1:%d?pkt_size=1200".formatted(socket.getLocalPort()));
      List<ByteBuf> packets = new ArrayList<>();
      ffmpeg(arguments.toArray(String[]::new));
      byte[] buffer = new byte[2048];
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
          socket.receive(packet);
        } catch (SocketTimeoutException e) {
          return packets;
        }
        packets.add(Unpooled.copiedBuffer(buffer, 0, packet.getLength()));
      }
    }
  }

  private Path sdp() {
    return folder.resolve("stream.sdp");
  }

  private MediaChoice described() throws IOException {
    return MediaChoice.of(SessionDescription.parse(Files.readAllBytes(sdp())));
  }

  private List<CodedPicture> pictures(Path file, String... options) throws Exception {
    List<ByteBuf> packets = packets(file, options);
    List<CodedPicture> pictures = new ArrayList<>();
    Depacketizer to =
        PayloadFormats.video(
            Objects.requireNonNull(described().video()), StreamMemory.heap(), pictures::add);
    Sender sender = new Sender(to);
    packets.forEach(sender::datagram);
    assertThat(to.malformed() + to.damaged() + to.undecodable()).isZero();
    return pictures;
  }

  private List<CodedAudio> audio(Path file, String... options) throws Exception {
    List<ByteBuf> packets = packets(file, options);
    List<CodedAudio> audio = new ArrayList<>();
    Depacketizer to = PayloadFormats.audio(Objects.requireNonNull(described().audio()), audio::add);
    Sender sender = new Sender(to);
    packets.forEach(sender::datagram);
    assertThat(to.malformed() + to.damaged()).isZero();
    return audio;
  }

  /** ffmpeg leaves the first zero of the next long start code at a unit's end. */
  private static byte[] withoutTrailingZeros(byte[] nal) {
    int end = nal.length;
    while (nal[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(nal, end);
  }

  private static List<byte[]> nals(byte[] payload) {
    List<byte[]> nals = new ArrayList<>();
    ByteBuf in = Unpooled.wrappedBuffer(payload);
    while (in.isReadable()) {
      byte[] nal = new byte[in.readInt()];
      in.readBytes(nal);
      nals.add(withoutTrailingZeros(nal));
    }
    return nals;
  }

  @Test
  void h265_everyNalUnitOfTheFile_arrives() throws Exception {
    Path file =
        code(
            VIDEO,
            "a.hevc",
            "-frames:v",
            "" + PICTURES,
            "-c:v",
            "libx265",
            "-x265-params",
            "log-level=none:keyint=10:bframes=2:slices=2");
    List<CodedPicture> pictures = pictures(file);
    byte[] stream = Files.readAllBytes(file);
    List<byte[]> expected =
        AnnexB.split(stream, 0, stream.length).stream()
            .filter(n -> H265NalType.of(n[0]) < 32 || H265NalType.of(n[0]) > 38)
            .toList();
    assertThat(pictures).hasSize(PICTURES);
    assertThat(pictures.stream().flatMap(p -> nals(p.payload().copy()).stream()).toList())
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(expected);
    assertThat(pictures.getFirst().randomAccess()).isTrue();
    assertThat(pictures.stream().filter(CodedPicture::randomAccess)).hasSize(2);
    assertThat(pictures)
        .allSatisfy(
            p -> {
              assertThat(p.parameters().codec()).isEqualTo(VideoCodec.H265);
              assertThat(p.parameters().width()).isEqualTo(320);
              assertThat(p.parameters().height()).isEqualTo(240);
            });
  }

  @ParameterizedTest
  @CsvSource({"yuvj420p, 320, 240", "yuvj420p, 1928, 1080"})
  void mjpeg_everyPicture_isAFileWithTheSamePixels(String format, int width, int height)
      throws Exception {
    Path file =
        code(
            "testsrc2=size=%dx%d:rate=25,format=%s".formatted(width, height, format),
            "a.avi",
            "-frames:v",
            "3",
            "-c:v",
            "mjpeg",
            "-huffman",
            "default",
            "-force_duplicated_matrix",
            "1",
            "-q:v",
            "5");
    List<CodedPicture> pictures = pictures(file);
    ffmpeg("-i", file.toString(), "-c", "copy", folder.resolve("%d.jpg").toString());
    assertThat(pictures).hasSize(3);
    for (int i = 0; i < pictures.size(); i++) {
      BufferedImage got = ImageIO.read(new ByteArrayInputStream(pictures.get(i).payload().copy()));
      BufferedImage sent = ImageIO.read(folder.resolve((i + 1) + ".jpg").toFile());
      assertThat(got.getWidth()).isEqualTo(width);
      assertThat(got.getHeight()).isEqualTo(height);
      assertThat(got.getRGB(0, 0, width, height, null, 0, width))
          .isEqualTo(sent.getRGB(0, 0, width, height, null, 0, width));
      assertThat(pictures.get(i).parameters().width()).isEqualTo(width);
      assertThat(pictures.get(i).randomAccess()).isTrue();
    }
  }

  @Test
  void aac_everyAccessUnitOfTheFile_arrives() throws Exception {
    Path file = code(SOUND, "a.adts", "-c:a", "aac", "-b:a", "64k");
    Path container = folder.resolve("a.mka");
    ffmpeg("-i", file.toString(), "-c", "copy", container.toString());
    List<CodedAudio> audio = audio(container);
    List<byte[]> expected = new ArrayList<>();
    ByteBuf in = Unpooled.wrappedBuffer(Files.readAllBytes(file));
    while (in.isReadable()) {
      int length = (in.getUnsignedMedium(in.readerIndex() + 3) >> 5) & 0x1fff;
      byte[] unit = new byte[length - 7];
      in.skipBytes(7).readBytes(unit);
      expected.add(unit);
    }
    // ffmpeg collects units for a packet and never sends the ones it has when the file ends.
    assertThat(audio).hasSizeBetween(expected.size() - 5, expected.size());
    assertThat(audio.stream().map(CodedAudio::payload).toList())
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(expected.subList(0, audio.size()));
    for (int i = 1; i < audio.size(); i++) {
      assertThat(audio.get(i).timestamp() - audio.get(i - 1).timestamp()).isEqualTo(1024);
      assertThat(audio.get(i).durationTicks()).isEqualTo(1024);
    }
    assertThat(audio.getFirst().format().codec()).isEqualTo(AudioCodec.AAC);
    assertThat(audio.getFirst().format().clockRate()).isEqualTo(48_000);
  }

  @ParameterizedTest
  @CsvSource({"pcm_mulaw, mulaw, PCMU", "pcm_alaw, alaw, PCMA"})
  void g711_everySample_arrives(String coder, String container, AudioCodec codec) throws Exception {
    Path file =
        code(SOUND, "a." + container, "-ar", "8000", "-ac", "1", "-c:a", coder, "-f", container);
    Path wav = folder.resolve("a.wav");
    ffmpeg("-f", container, "-ar", "8000", "-i", file.toString(), "-c", "copy", wav.toString());
    List<CodedAudio> audio = audio(wav);
    ByteBuf all = Unpooled.buffer();
    audio.forEach(a -> all.writeBytes(a.payload()));
    byte[] got = new byte[all.readableBytes()];
    all.readBytes(got);
    assertThat(got).isEqualTo(Files.readAllBytes(file));
    assertThat(audio.getFirst().format().codec()).isEqualTo(codec);
    assertThat(audio.stream().mapToInt(CodedAudio::durationTicks).sum()).isEqualTo(8000);
  }

  @ParameterizedTest
  @CsvSource({"2.5, 120", "10, 480", "20, 960", "60, 2880"})
  void opus_everyPacket_arrivesWithItsDuration(String millis, int ticks) throws Exception {
    Path file = code(SOUND, "a.ogg", "-c:a", "libopus", "-frame_duration", millis);
    List<CodedAudio> audio = audio(file);
    assertThat(audio).isNotEmpty();
    assertThat(audio).allMatch(a -> a.durationTicks() == ticks);
    assertThat(audio.getFirst().format().codec()).isEqualTo(AudioCodec.OPUS);
    for (int i = 1; i < audio.size(); i++) {
      assertThat(audio.get(i).timestamp() - audio.get(i - 1).timestamp()).isEqualTo(ticks);
    }
  }
}
