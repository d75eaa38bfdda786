package org.gatehouse.architecture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.FaceReport;

/** What a worker would report of people that pass. */
final class Scenes {
  private Scenes() {}

  /** A face as a worker reports it. */
  static FaceReport face(String camera, String track, long startMicros, byte[] picture) {
    return new FaceReport(
        StreamId.main(new CameraId(camera)),
        track,
        startMicros,
        startMicros + 400_000,
        startMicros + 1_100_000,
        picture);
  }

  /** One and the same picture, to the byte, at every call. */
  static byte[] picture() {
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
    Graphics2D draw = image.createGraphics();
    draw.setColor(Color.ORANGE);
    draw.fillOval(20, 10, 56, 76);
    draw.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
