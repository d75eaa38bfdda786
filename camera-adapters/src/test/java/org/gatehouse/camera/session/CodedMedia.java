package org.gatehouse.camera.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.camera.packing.NalCodec;
import org.gatehouse.camera.simulator.AnnexBTrack;
import org.gatehouse.camera.simulator.MetadataTrack;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.SoundTrack;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.VideoCodec;

/** Pictures and sound that ffmpeg codes, as tracks of simulated cameras. */
final class CodedMedia {
  /** Pictures of each video. */
  static final int PICTURES = 50;

  /** Pictures from one key picture to the next. */
  static final int KEY_INTERVAL = 10;

  /** From one picture to the next, 1/90000 s: faster than cameras are, to save the tests' time. */
  static final int TICKS = 900;

  private static final byte[] NONE = {};

  private final Peers peers;
  private final Path folder;
  private int files;

  CodedMedia(Peers peers, Path folder) {
    this.peers = peers;
    this.folder = folder;
  }

  private byte[] code(String source, String... options) throws IOException, InterruptedException {
    Path file = folder.resolve("coded" + files++);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i"));
    command.add(source);
    command.addAll(List.of(options));
    command.addAll(List.of("-bitexact", file.toString()));
    Peers.need(peers.succeeds(command.toArray(String[]::new)), "ffmpeg with its coders");
    return Files.readAllBytes(file);
  }

  /** A test picture of that size, such as {@code 320x240}. */
  VideoTrack video(VideoCodec codec, String size) throws IOException, InterruptedException {
    String source = "testsrc2=size=%s:rate=25:duration=2,format=yuv420p".formatted(size);
    String gop = Integer.toString(KEY_INTERVAL);
    return switch (codec) {
      case H264 ->
          AnnexBTrack.read(
              code(source, "-c:v", "libx264", "-g", gop, "-bf", "0", "-f", "h264"), TICKS);
      case H265 -> {
        String settings = "log-level=none:bframes=0:keyint=" + gop;
        yield AnnexBTrack.read(
            NalCodec.H265,
            code(source, "-c:v", "libx265", "-x265-params", settings, "-f", "hevc"),
            TICKS);
      }
      case MJPEG -> {
        String range = "scale=out_range=full,format=yuvj420p";
        byte[] files =
            code(source, "-vf", range, "-c:v", "mjpeg", "-huffman", "default", "-f", "mjpeg");
        String[] sides = size.split("x", 2);
        yield jpegs(files, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      }
    };
  }

  private static VideoTrack jpegs(byte[] files, int width, int height) {
    List<Sample> samples = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < files.length; i++) {
      if ((files[i - 1] & 0xff) == 0xff && (files[i] & 0xff) == 0xd9) {
        long ticks = (long) samples.size() * TICKS;
        samples.add(new Sample(ticks, true, Arrays.copyOfRange(files, start, i + 1)));
        start = i + 1;
      }
    }
    return new VideoTrack(ParameterSets.mjpeg(width, height), samples);
  }

  /** A third of a second of noise, no piece of which is like another. */
  SoundTrack sound(AudioCodec codec) throws IOException, InterruptedException {
    String source = "anoisesrc=sample_rate=48000:duration=0.33:amplitude=0.5:seed=7";
    return switch (codec) {
      case AAC -> adts(code(source, "-c:a", "aac", "-f", "adts"));
      case OPUS -> ogg(code(source, "-c:a", "libopus", "-f", "ogg"));
      case PCMU -> g711(codec, code(source, "-ar", "8000", "-c:a", "pcm_mulaw", "-f", "mulaw"));
      case PCMA -> g711(codec, code(source, "-ar", "8000", "-c:a", "pcm_alaw", "-f", "alaw"));
    };
  }

  private static SoundTrack g711(AudioCodec codec, byte[] all) {
    List<Sample> samples = new ArrayList<>();
    for (int at = 0; at < all.length; at += 160) {
      samples.add(
          new Sample(at, true, Arrays.copyOfRange(all, at, Math.min(all.length, at + 160))));
    }
    return new SoundTrack(new AudioFormat(codec, 8000, 1, NONE), samples);
  }

  /** ISO/IEC 13818-7 §6.2: headers of seven bytes, the frame's size in 13 bits from bit 30. */
  private static SoundTrack adts(byte[] file) {
    List<Sample> samples = new ArrayList<>();
    int at = 0;
    while (at < file.length) {
      int size = (file[at + 3] & 3) << 11 | (file[at + 4] & 0xff) << 3 | (file[at + 5] & 0xff) >> 5;
      samples.add(
          new Sample(1024L * samples.size(), true, Arrays.copyOfRange(file, at + 7, at + size)));
      at += size;
    }
    byte[] lowComplexity48kHzMono = {0x11, (byte) 0x88};
    return new SoundTrack(
        new AudioFormat(AudioCodec.AAC, 48_000, 1, lowComplexity48kHzMono), samples);
  }

  /** RFC 3533 §6, without the two packets of headers (RFC 7845 §3); 20 ms in each of the rest. */
  private static SoundTrack ogg(byte[] file) {
    List<byte[]> packets = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      in.position(in.position() + 26);
      byte[] sizes = new byte[in.get() & 0xff];
      in.get(sizes);
      for (byte size : sizes) {
        byte[] piece = new byte[size & 0xff];
        in.get(piece);
        packet.writeBytes(piece);
        if (piece.length < 255) {
          packets.add(packet.toByteArray());
          packet.reset();
        }
      }
    }
    List<Sample> samples = new ArrayList<>();
    packets.stream().skip(2).forEach(p -> samples.add(new Sample(960L * samples.size(), true, p)));
    return new SoundTrack(new AudioFormat(AudioCodec.OPUS, 48_000, 2, NONE), samples);
  }

  /** Documents, a tenth of a second apart. */
  static MetadataTrack metadata(String... documents) {
    List<Sample> samples = new ArrayList<>();
    for (String document : documents) {
      byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
      samples.add(new Sample(9000L * samples.size(), true, bytes));
    }
    return new MetadataTrack(samples);
  }
}
