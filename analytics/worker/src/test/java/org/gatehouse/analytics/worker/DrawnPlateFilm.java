package org.gatehouse.analytics.worker;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * An MP4 file in which a plate drives through the picture, ten pictures a second, H.264 with
 * pictures out of order if not told otherwise, and a tone as sound; coded by the machine's ffmpeg.
 * Letters are drawn as strokes, so that no font is needed.
 */
public final class DrawnPlateFilm {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;
  public static final int RATE = 10;
  public static final String PLATE = "HN47KT";
  private static final double CELL = 9;
  private static final List<String> H264 = List.of("-c:v", "libx264", "-bf", "2", "-crf", "20");

  /** Strokes of each letter on a grid 2 wide and 4 high: x, y, x, y ...; -1 lifts the pen. */
  private static final Map<Character, double[]> STROKES =
      Map.of(
          'H', new double[] {0, 0, 0, 4, -1, -1, 2, 0, 2, 4, -1, -1, 0, 2, 2, 2},
          'N', new double[] {0, 4, 0, 0, 2, 4, 2, 0},
          'K', new double[] {0, 0, 0, 4, -1, -1, 2, 0, 0, 2.4, -1, -1, 0.7, 1.6, 2, 4},
          'T', new double[] {0, 0, 2, 0, -1, -1, 1, 0, 1, 4},
          '4', new double[] {1.5, 4, 1.5, 0, 0, 2.9, 2.2, 2.9},
          '7', new double[] {0, 0, 2, 0, 0.8, 4});

  private DrawnPlateFilm() {}

  /** Where the plate stands in a picture: x, y, width, height. */
  public static int[] place(int picture) {
    return new int[] {120 + 6 * picture, 120 + 3 * picture, 222, 60};
  }

  /** Writes the film with AAC. */
  public static void write(Path file, int pictures) {
    write(file, pictures, 48_000, "aac", "mp4");
  }

  /**
   * Writes the film.
   *
   * @param rate of the sound
   * @param sound its codec, as ffmpeg calls it
   * @param format as ffmpeg calls it
   */
  public static void write(Path file, int pictures, int rate, String sound, String format) {
    write(file, pictures, H264, List.of("-c:a", sound), rate, format);
  }

  /**
   * Writes the film without sound.
   *
   * @param video the codec of its pictures, as ffmpeg calls it
   */
  public static void writeCoded(Path file, int pictures, String video) {
    write(file, pictures, List.of("-c:v", video, "-q:v", "3"), List.of("-an"), 48_000, "mp4");
  }

  private static void write(
      Path file, int pictures, List<String> video, List<String> sound, int rate, String format) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr24", "-s", WIDTH + "x" + HEIGHT));
    command.addAll(List.of("-r", Integer.toString(RATE), "-i", "-"));
    command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=" + rate));
    command.addAll(List.of("-shortest", "-pix_fmt", "yuv420p", "-g", "10"));
    command.addAll(video);
    command.addAll(sound);
    command.addAll(List.of("-f", format, file.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        for (int i = 0; i < pictures; i++) {
          in.write(picture(i));
        }
      }
      Assertions.assertEquals(0, process.waitFor());
    } catch (IOException missing) {
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail("ffmpeg must be installed where CI=true", missing);
      }
      Assumptions.abort("skipped: ffmpeg is not installed");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] picture(int number) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D draw = image.createGraphics();
    draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    draw.setColor(new Color(96, 104, 92));
    draw.fillRect(0, 0, WIDTH, HEIGHT);
    int[] at = place(number);
    draw.setColor(new Color(40, 44, 90));
    draw.fillRoundRect(at[0] - 90, at[1] - 90, at[2] + 180, 180, 40, 40);
    draw.setColor(Color.WHITE);
    draw.fillRoundRect(at[0], at[1], at[2], at[3], 8, 8);
    draw.setColor(Color.BLACK);
    draw.setStroke(new BasicStroke(6, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    for (int i = 0; i < PLATE.length(); i++) {
      draw.draw(letter(PLATE.charAt(i), at[0] + 18 + i * 34, at[1] + 12));
    }
    draw.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private static Path2D letter(char letter, double x, double y) {
    double[] strokes = Objects.requireNonNull(STROKES.get(letter));
    Path2D path = new Path2D.Double();
    boolean down = false;
    for (int i = 0; i < strokes.length; i += 2) {
      if (strokes[i] < 0) {
        down = false;
      } else if (down) {
        path.lineTo(x + strokes[i] * CELL, y + strokes[i + 1] * CELL);
      } else {
        path.moveTo(x + strokes[i] * CELL, y + strokes[i + 1] * CELL);
        down = true;
      }
    }
    return path;
  }
}
