package org.gatehouse.bench.scene;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.gatehouse.bench.media.Coded;
import org.gatehouse.bench.media.H264Encoder;
import org.gatehouse.bench.media.YuvFrame;

/** Codes the frames of one segment; owned by the thread that renders the camera. */
final class FrameSink implements AutoCloseable {
  private static final int NOISE_MARGIN = 1 << 16;

  private final YuvFrame yuv;
  private final byte[] noise;
  private final SplittableRandom random;
  private final H264Encoder.Format format;

  FrameSink(int width, int height, int bitsPerSecond, SplittableRandom random) {
    this.random = random;
    this.yuv = new YuvFrame(width, height);
    this.format = new H264Encoder.Format(width, height, Scene.FPS, Scene.GOP, bitsPerSecond);
    this.noise = noise(width * height + NOISE_MARGIN, random);
  }

  private static byte[] noise(int length, SplittableRandom random) {
    byte[] noise = new byte[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (byte) (random.nextInt(3) + random.nextInt(3) - 2);
    }
    return noise;
  }

  /** Draws a frame of a segment. */
  interface Painter {
    /** Draws frame {@code index} over the whole picture. */
    void paint(BufferedImage frame, int index);
  }

  /** Renders and codes a whole segment. */
  Coded record(int frames, Painter painter, Runnable afterEach) {
    BufferedImage image = Picture.blank(format.width(), format.height());
    try (H264Encoder encoder = new H264Encoder(format)) {
      for (int i = 0; i < frames; i++) {
        painter.paint(image, i);
        encoder.encode(yuv.set(Picture.pixels(image), noise, random.nextInt(NOISE_MARGIN)));
        afterEach.run();
      }
      return encoder.finish();
    }
  }

  @Override
  public void close() {
    yuv.close();
  }
}
