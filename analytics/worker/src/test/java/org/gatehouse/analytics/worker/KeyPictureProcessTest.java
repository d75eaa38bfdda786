package org.gatehouse.analytics.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.gatehouse.analytics.protocol.engine.WorkerAnalyticsProvider;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.LumaPicture;
import org.gatehouse.contract.vision.PictureArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process on real pictures. */
class KeyPictureProcessTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final int ROUNDING = 6;

  private @TempDir Path temp = Path.of("");

  private static LumaPicture decoded(KeyPictureDecoder decoder, AccessUnit unit) throws Exception {
    return decoder.decode(unit).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void decode_goodBrokenAndAfterAKill_givesThePictureOrSaysWhyNot() throws Exception {
    AnalyticsProvider.Settings settings =
        new AnalyticsProvider.Settings(command(), temp.resolve("run"), Ticker.system());
    AccessUnit good = CodedTestVideo.mjpeg(1).getFirst();
    AccessUnit broken =
        new AccessUnit(good.parameters(), 0, 0, true, 0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    try (KeyPictureDecoder decoder = new WorkerAnalyticsProvider().keyPictures(settings)) {
      LumaPicture picture = decoded(decoder, good);
      assertThat(picture.width()).isEqualTo(CodedTestVideo.WIDTH);
      assertThat(picture.height()).isEqualTo(CodedTestVideo.HEIGHT);
      assertThat(Math.abs(picture.at(50, 50) - fullRange(CodedTestVideo.brightness(0))))
          .isLessThanOrEqualTo(ROUNDING);
      assertThatThrownBy(() -> decoded(decoder, broken)).isInstanceOf(ExecutionException.class);
      assertJpeg(jpeg(decoder, good, 4096), CodedTestVideo.WIDTH, CodedTestVideo.HEIGHT);
      assertJpeg(jpeg(decoder, good, 64), 64, 64 * CodedTestVideo.HEIGHT / CodedTestVideo.WIDTH);
      assertCovered(
          decoder
              .jpeg(good, 4096, List.of(PictureArea.parse("0,0 0.5,0 0.5,1 0,1")))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertThatThrownBy(() -> jpeg(decoder, broken, 64)).isInstanceOf(ExecutionException.class);
      assertThat(decoder.cpuSeconds()).isPositive();
      ProcessHandle eyes = process();
      eyes.destroyForcibly();
      eyes.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThatThrownBy(() -> decoded(decoder, good)).hasMessageContaining("the decoder ended");
      assertThat(decoded(decoder, good).width()).isEqualTo(CodedTestVideo.WIDTH);
    }
  }

  private static byte[] jpeg(KeyPictureDecoder decoder, AccessUnit unit, int width)
      throws Exception {
    return decoder.jpeg(unit, width, List.of()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** As the JDK reads it: the size, and the brightness where the test picture has it. */
  private static void assertCovered(byte[] jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    int middle = picture.getWidth() / 2;
    for (int x = 0; x < middle; x++) {
      assertThat(picture.getRGB(x, picture.getHeight() / 2) & 0xff).isLessThanOrEqualTo(ROUNDING);
    }
    assertThat(picture.getRGB(middle + 20, picture.getHeight() / 2) & 0xff).isGreaterThan(20);
  }

  private static void assertJpeg(byte[] jpeg, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(Math.abs(image.getHeight() - height)).isLessThanOrEqualTo(1);
    int at = 50 * width / CodedTestVideo.WIDTH;
    int green = image.getRGB(at, at) >> 8 & 0xff;
    assertThat(Math.abs(green - fullRange(CodedTestVideo.brightness(0))))
        .isLessThanOrEqualTo(2 * ROUNDING);
  }

  /** What video calls 16 to 235 is 0 to 255 in JPEG. */
  private static int fullRange(int video) {
    return Math.round((video - 16) * 255f / 219);
  }

  private static ProcessHandle process() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }
}
