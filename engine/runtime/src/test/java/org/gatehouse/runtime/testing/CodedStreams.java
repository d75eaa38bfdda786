package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.contract.media.ParameterSets;

/** Real H.265, MJPEG, AAC, Opus and G.711, coded by the ffmpeg of the machine, taken apart here. */
public final class CodedStreams {
  public static final int RATE = 10;
  private static final long EPOCH = ChronoUnit.MICROS.between(Instant.EPOCH, FakeTicker.START);
  private static final int[] AAC_RATES = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050};
  private static final int OPUS_PACKET = 160;
  private static final int G711_PACKET = 160;

  private CodedStreams() {}

  /** H.265 without reordering, a key picture a second. */
  public static List<AccessUnit> h265(Path folder, String size, int seconds) throws IOException {
    String x265 = "log-level=none:bframes=0:keyint=10:min-keyint=10:scenecut=0:aud=0";
    byte[] stream =
        pictures(folder, size, seconds, "hevc", "-c:v", "libx265", "-x265-params", x265);
    String[] sides = size.split("x", 2);
    byte[][] sets = new byte[3][];
    List<AccessUnit> units = new ArrayList<>();
    for (byte[] nal : TestVideo.nalUnits(stream)) {
      int type = nal[0] >> 1 & 0x3f;
      if (type >= 32 && type <= 34) {
        sets[type - 32] = nal;
      } else if (type < 32) {
        byte[] payload = ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
        ParameterSets parameters =
            ParameterSets.h265(sets[0], sets[1], sets[2], side(sides[0]), side(sides[1]));
        units.add(unit(parameters, units.size(), type >= 16, payload));
      }
    }
    return units;
  }

  /** MJPEG. */
  public static List<AccessUnit> mjpeg(Path folder, String size, int seconds) throws IOException {
    byte[] stream = pictures(folder, size, seconds, "mjpeg", "-c:v", "mjpeg", "-q:v", "5");
    String[] sides = size.split("x", 2);
    ParameterSets parameters = ParameterSets.mjpeg(side(sides[0]), side(sides[1]));
    List<AccessUnit> units = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < stream.length; i++) {
      if ((stream[i - 1] & 0xff) == 0xff && (stream[i] & 0xff) == 0xd9) {
        units.add(unit(parameters, units.size(), true, Arrays.copyOfRange(stream, start, i + 1)));
        start = i + 1;
      }
    }
    return units;
  }

  /** A tone; the first frame begins at {@link FakeTicker#START}. */
  public static List<AudioFrame> sound(Path folder, AudioCodec codec, int seconds)
      throws IOException {
    return switch (codec) {
      case AAC -> aac(tone(folder, seconds, "adts", "-c:a", "aac", "-ar", "48000", "-ac", "2"));
      case OPUS ->
          packets(
              tone(folder, seconds, "data", "-c:a", "libopus", "-vbr", "off", "-b:a", "64k"),
              OPUS_PACKET,
              new AudioFormat(AudioCodec.OPUS, 48_000, 1, new byte[0]),
              960);
      case PCMA ->
          packets(
              tone(folder, seconds, "alaw", "-ar", "8000"),
              G711_PACKET,
              new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]),
              160);
      case PCMU ->
          packets(
              tone(folder, seconds, "mulaw", "-ar", "8000"),
              G711_PACKET,
              new AudioFormat(AudioCodec.PCMU, 8_000, 1, new byte[0]),
              160);
    };
  }

  /** The pictures with what was heard before each. */
  public static List<AccessUnit> together(List<AccessUnit> pictures, List<AudioFrame> sound) {
    List<AccessUnit> units = new ArrayList<>();
    int next = 0;
    for (AccessUnit picture : pictures) {
      int first = next;
      while (next < sound.size() && sound.get(next).epochMicros() <= picture.epochMicros()) {
        next++;
      }
      units.add(
          new AccessUnit(
              picture.parameters(),
              picture.epochMicros(),
              picture.ticks(),
              picture.randomAccess(),
              0,
              picture.payload(),
              sound.subList(first, next)));
    }
    return units;
  }

  /** The same pictures, later. */
  public static List<AccessUnit> after(List<AccessUnit> pictures, int seconds) {
    return pictures.stream()
        .map(
            unit ->
                new AccessUnit(
                    unit.parameters(),
                    unit.epochMicros() + seconds * 1_000_000L,
                    unit.ticks() + seconds * 90_000L,
                    unit.randomAccess(),
                    0,
                    unit.payload().copy()))
        .toList();
  }

  private static AccessUnit unit(ParameterSets sets, int number, boolean key, byte[] payload) {
    long ticks = number * 90_000L / RATE;
    return new AccessUnit(sets, EPOCH + ticks * 100 / 9, ticks, key, 0, payload);
  }

  /** ADTS frames (ISO/IEC 13818-7 §6.2) without their headers. */
  private static List<AudioFrame> aac(byte[] stream) {
    List<AudioFrame> frames = new ArrayList<>();
    for (int at = 0; at + 7 <= stream.length; ) {
      int size =
          (stream[at + 3] & 3) << 11 | (stream[at + 4] & 0xff) << 3 | (stream[at + 5] & 0xff) >> 5;
      int rate = stream[at + 2] >> 2 & 15;
      int channels = (stream[at + 2] & 1) << 2 | (stream[at + 3] & 0xff) >> 6;
      byte[] config = {(byte) (2 << 3 | rate >> 1), (byte) (rate << 7 | channels << 3)};
      AudioFormat format = new AudioFormat(AudioCodec.AAC, AAC_RATES[rate], channels, config);
      byte[] payload = Arrays.copyOfRange(stream, at + 7, at + size);
      frames.add(frame(format, frames.size(), 1024, payload));
      at += size;
    }
    return frames;
  }

  private static List<AudioFrame> packets(byte[] stream, int size, AudioFormat format, int ticks) {
    List<AudioFrame> frames = new ArrayList<>();
    for (int at = 0; at + size <= stream.length; at += size) {
      frames.add(frame(format, frames.size(), ticks, Arrays.copyOfRange(stream, at, at + size)));
    }
    return frames;
  }

  private static AudioFrame frame(AudioFormat format, int number, int duration, byte[] payload) {
    long ticks = (long) number * duration;
    long micros = ticks * 1_000_000 / format.clockRate();
    return new AudioFrame(format, EPOCH + micros, 777_777 + ticks, duration, payload);
  }

  private static byte[] pictures(
      Path folder, String size, int seconds, String format, String... coding) throws IOException {
    String source = "testsrc2=size=%s:rate=%d:duration=%d".formatted(size, RATE, seconds);
    return ffmpeg(folder, source, format, coding);
  }

  private static byte[] tone(Path folder, int seconds, String format, String... coding)
      throws IOException {
    return ffmpeg(folder, "sine=duration=" + seconds, format, coding);
  }

  private static byte[] ffmpeg(Path folder, String source, String format, String... coding)
      throws IOException {
    Path file = folder.resolve("coded." + format);
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi"));
    command.addAll(List.of("-i", source));
    command.addAll(List.of(coding));
    if (format.equals("data")) {
      command.addAll(List.of("-map", "0:a"));
    }
    command.addAll(List.of("-f", format, file.toString()));
    Ffmpeg.run(command.toArray(String[]::new));
    return Files.readAllBytes(file);
  }

  private static int side(String text) {
    return Integer.parseInt(text);
  }
}
