package org.gatehouse.analytics.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.ParameterSets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Grey pictures that get brighter, coded by the ffmpeg of the machine, for the codecs that the
 * worker's own FFmpeg only decodes. One key picture a second at 5 a second.
 */
public final class CodedTestVideo {
  public static final int WIDTH = 320;
  public static final int HEIGHT = 180;
  private static final int GOP = 5;
  private static final int FIRST_PARAMETER_SET = 32;
  private static final int LAST_PARAMETER_SET = 34;
  private static final int LAST_SLICE = 31;

  private CodedTestVideo() {}

  /** Luma of a picture, in the limited range of video. */
  public static int brightness(int frame) {
    return 40 + 4 * frame;
  }

  /**
   * H.265.
   *
   * @param pixels such as {@code yuv420p} or {@code yuv420p10le}
   */
  public static List<AccessUnit> h265(int frames, String pixels) {
    byte[] stream = ffmpeg(frames, pixels, "libx265", "hevc", "-x265-params", x265());
    List<AccessUnit> units = new ArrayList<>();
    byte[][] parameters = new byte[3][];
    for (byte[] nal : nalUnits(stream)) {
      int type = nal[0] >> 1 & 0x3f;
      if (type >= FIRST_PARAMETER_SET && type <= LAST_PARAMETER_SET) {
        parameters[type - FIRST_PARAMETER_SET] = nal;
      } else if (type <= LAST_SLICE) {
        ParameterSets sets =
            ParameterSets.h265(parameters[0], parameters[1], parameters[2], WIDTH, HEIGHT);
        byte[] payload = ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
        units.add(unit(sets, units.size(), type >= 16, payload));
      }
    }
    return units;
  }

  /** MJPEG: full range, so the brightness is stretched. */
  public static List<AccessUnit> mjpeg(int frames) {
    byte[] stream = ffmpeg(frames, "yuvj422p", "mjpeg", "mjpeg", "-q:v", "2");
    List<AccessUnit> units = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < stream.length; i++) {
      if ((stream[i - 1] & 0xff) == 0xff && (stream[i] & 0xff) == 0xd9) {
        byte[] picture = Arrays.copyOfRange(stream, start, i + 1);
        units.add(unit(ParameterSets.mjpeg(WIDTH, HEIGHT), units.size(), true, picture));
        start = i + 1;
      }
    }
    return units;
  }

  private static String x265() {
    return "log-level=none:bframes=0:keyint=%d:min-keyint=%d:scenecut=0".formatted(GOP, GOP);
  }

  private static AccessUnit unit(ParameterSets sets, int number, boolean key, byte[] payload) {
    return new AccessUnit(sets, 1_000_000L + number * 200_000L, number * 18_000L, key, 0, payload);
  }

  private static byte[] ffmpeg(
      int frames, String pixels, String encoder, String format, String... more) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "rawvideo"));
    command.addAll(List.of("-pix_fmt", "yuv420p", "-s", WIDTH + "x" + HEIGHT, "-r", "5"));
    command.addAll(List.of("-i", "-", "-c:v", encoder, "-pix_fmt", pixels));
    command.addAll(List.of(more));
    command.addAll(List.of("-f", format, "-"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var in = process.getOutputStream()) {
        for (int i = 0; i < frames; i++) {
          in.write(picture(brightness(i)));
        }
      }
      return process.getInputStream().readAllBytes();
    } catch (IOException missing) {
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail("ffmpeg must be installed where CI=true", missing);
      }
      Assumptions.abort("skipped: ffmpeg is not installed");
      throw new AssertionError(missing);
    }
  }

  private static byte[] picture(int luma) {
    byte[] bytes = new byte[WIDTH * HEIGHT * 3 / 2];
    Arrays.fill(bytes, 0, WIDTH * HEIGHT, (byte) luma);
    Arrays.fill(bytes, WIDTH * HEIGHT, bytes.length, (byte) 128);
    return bytes;
  }

  /** The units between the start codes of a byte stream (H.265 annex B). */
  private static List<byte[]> nalUnits(byte[] bytes) {
    List<byte[]> units = new ArrayList<>();
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    int zeros = 0;
    boolean inside = false;
    for (byte b : bytes) {
      if (zeros >= 2 && b == 1) {
        add(units, unit, inside);
        inside = true;
        zeros = 0;
      } else if (b == 0) {
        zeros++;
      } else {
        unit.writeBytes(new byte[zeros]);
        unit.write(b);
        zeros = 0;
      }
    }
    add(units, unit, inside);
    return units;
  }

  private static void add(List<byte[]> units, ByteArrayOutputStream unit, boolean inside) {
    if (inside) {
      units.add(unit.toByteArray());
    }
    unit.reset();
  }
}
