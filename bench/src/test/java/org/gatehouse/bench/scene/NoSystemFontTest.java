package org.gatehouse.bench.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A bare machine has no fontconfig, and the JDK's font manager fails there. */
class NoSystemFontTest {
  /** Draws a lane with a plate in a JVM of its own. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    SplittableRandom random = new SplittableRandom(1);
    LaneScript script = LaneScript.entry(new PlateMaker(random), random);
    LaneCamera camera = new LaneCamera(script, GlyphBook.load(), random);
    camera.frame(Picture.blank(LaneLayout.WIDTH, LaneLayout.HEIGHT), script.acts().getFirst(), 60);
    System.out.println("drawn");
  }

  @Test
  void frame_withAPlate_neverLoadsTheFontManager() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                NoSystemFontTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(told)
        .contains("drawn", GlyphBook.class.getName())
        .doesNotContain("SunFontManager", "FontConfiguration");
  }
}
