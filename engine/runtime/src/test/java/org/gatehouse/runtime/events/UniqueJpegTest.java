package org.gatehouse.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class UniqueJpegTest {
  private final Random random = new Random(3);

  private static byte[] jpeg() throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(7, 9, 0xff8040);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", out);
    return out.toByteArray();
  }

  private static int[] pixels(byte[] jpeg) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    return picture.getRGB(0, 0, 40, 30, null, 0, 40);
  }

  @Test
  void of_samePictureTwice_differsInBytesAndSizeButNotInPixels() throws Exception {
    byte[] first = UniqueJpeg.of(jpeg(), random);
    byte[] second = UniqueJpeg.of(jpeg(), random);

    assertThat(first).isNotEqualTo(second).isNotEqualTo(jpeg());
    assertThat(first.length).isNotEqualTo(second.length);
    assertThat(pixels(first)).isEqualTo(pixels(jpeg())).isEqualTo(pixels(second));
  }

  @Test
  void of_somethingElse_comesBackUnchanged() {
    for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, {(byte) 0xff}}) {
      assertThat(UniqueJpeg.of(bytes, random)).isSameAs(bytes);
    }
  }

  @Test
  void of_truncatedHeader_doesNotFail() {
    byte[] cut = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0x7f, (byte) 0xff};
    assertThat(UniqueJpeg.of(cut, random)).hasSizeGreaterThan(cut.length);
  }
}
