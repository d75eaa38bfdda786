package org.gatehouse.analytics.worker.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void read_damagedAndAbsentFiles_areNamedAndTheRestGoesOn(@TempDir Path folder)
      throws IOException {
    Path damaged = Files.writeString(folder.resolve("坏图.jpg"), "no picture");
    Path blank = folder.resolve("空白.png");
    var image =
        new java.awt.image.BufferedImage(320, 200, java.awt.image.BufferedImage.TYPE_INT_RGB);
    javax.imageio.ImageIO.write(image, "png", blank.toFile());
    int exit =
        run("--jsonl", damaged.toString(), folder.resolve("gone.jpg").toString(), blank.toString());
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("坏图.jpg: is not a JPEG or PNG")
        .contains("gone.jpg: no such file");
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains("空白.png").contains("\"plates\":[]");
  }

  @Test
  void read_unknownRegion_isRefused(@TempDir Path folder) {
    assertThat(run("--regions", "XX", folder.resolve("a.jpg").toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("plate region 'XX'");
  }

  @Test
  void read_rejected_areShownWithTheirReason(@TempDir Path folder) throws IOException {
    Path sign = folder.resolve("sign.png");
    var image =
        new java.awt.image.BufferedImage(640, 240, java.awt.image.BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.LIGHT_GRAY);
    g.fillRect(0, 0, 640, 240);
    g.setColor(Color.BLACK);
    // H, E, L, T as bars: x, y, width, height.
    for (int[] bar :
        new int[][] {
          {200, 90, 8, 50},
          {224, 90, 8, 50},
          {200, 111, 32, 8},
          {250, 90, 8, 50},
          {250, 90, 28, 8},
          {250, 111, 24, 8},
          {250, 132, 28, 8},
          {296, 90, 8, 50},
          {296, 132, 28, 8},
          {338, 90, 36, 8},
          {352, 90, 8, 50}
        }) {
      g.fillRect(bar[0], bar[1], bar[2], bar[3]);
    }
    g.dispose();
    javax.imageio.ImageIO.write(image, "png", sign.toFile());
    assertThat(run("--jsonl", "--rejected", sign.toString())).isZero();
    JsonNode line = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(line.get("plates")).isEmpty();
    assertThat(line.get("rejected").findValuesAsText("reason")).isNotEmpty();
  }

  @Test
  void read_photographs_areReadExactly() throws IOException {
    Path photographs = SharedData.find("plates-cn");
    List<String> plates = List.of("川A113YP", "京PC5U22", "川A105LR");
    String[] files =
        plates.stream().map(p -> photographs.resolve(p + ".jpg").toString()).toArray(String[]::new);
    String[] args = new String[files.length + 1];
    args[0] = "--jsonl";
    System.arraycopy(files, 0, args, 1, files.length);
    assertThat(run(args)).isZero();
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < plates.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(line.get("file").asText()).isEqualTo(files[i]);
      assertThat(line.get("plates").findValuesAsText("text")).contains(plates.get(i));
      assertThat(line.get("plates").get(0).get("box").get("width").asInt()).isPositive();
    }
  }

  private int run(String... args) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      return new CommandLine(new ReadCommand()).execute(args);
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }
}
