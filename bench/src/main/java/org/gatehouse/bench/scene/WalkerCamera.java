package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Renders the pedestrian gate; used by one thread. */
final class WalkerCamera {
  private static final int IDLE_FRAMES = 2 * Scene.FPS;
  private static final double FROM = 9.5;
  private static final double PAST = 1.25;
  private static final double SPEED = 1.25;
  private static final int ACT_FRAMES = (int) ((FROM - PAST) / SPEED * Scene.FPS) + Scene.FPS;

  private static final Color[] SKINS = {
    new Color(0xe6b48f), new Color(0xf0c7a8), new Color(0xd29b74), new Color(0xb98560),
  };
  private static final Color[] HAIRS = {
    new Color(0x1b1613), new Color(0x2c1f18), new Color(0x40291c), new Color(0x5a5552),
  };
  private static final Color[] COATS = {
    new Color(0x31445e),
    new Color(0x8c3b45),
    new Color(0x5c6b4f),
    new Color(0x6b5a7a),
    new Color(0xa98a5b),
    new Color(0x3d3f45),
  };
  private static final Color[] TROUSERS = {
    new Color(0x2c2e33), new Color(0x23304a), new Color(0x3b3733),
  };

  private final List<Look> looks;
  private final BufferedImage backdrop;
  private final SplittableRandom random;

  WalkerCamera(List<Look> looks, SplittableRandom random) {
    this.looks = looks;
    this.random = random;
    this.backdrop = GateBackdrop.paint(random.split());
  }

  /** Three different looks. */
  static List<Look> looks(SplittableRandom random) {
    List<Look> looks = new ArrayList<>();
    int shift = random.nextInt(12);
    for (int i = 0; i < 3; i++) {
      looks.add(
          new Look(
              SKINS[(shift + i) % SKINS.length],
              HAIRS[(shift + 2 * i) % HAIRS.length],
              COATS[(shift + i) % COATS.length],
              TROUSERS[(shift + i) % TROUSERS.length],
              1.62 + random.nextDouble() * 0.2,
              0.68 + random.nextDouble() * 0.14,
              (shift + i) % 3 == 1,
              random.nextLong(1000)));
    }
    return looks;
  }

  static int frames(List<Look> looks) {
    return IDLE_FRAMES + looks.size() * ACT_FRAMES;
  }

  /** The empty gate first, then each walker. */
  List<Segment> render(Runnable afterEach) {
    List<Segment> segments = new ArrayList<>();
    try (FrameSink sink =
        new FrameSink(LaneLayout.WIDTH, LaneLayout.HEIGHT, 2_500_000, random.split())) {
      segments.add(
          new Segment(
              sink.record(IDLE_FRAMES, (image, i) -> Picture.copy(backdrop, image), afterEach),
              List.of()));
      for (Look look : looks) {
        WalkerArt art = new WalkerArt(look);
        double lane = (random.nextDouble() - 0.5) * 0.5;
        segments.add(
            new Segment(
                sink.record(ACT_FRAMES, (image, i) -> frame(image, art, lane, i), afterEach),
                List.of(new Segment.Passage("", Scene.FPS, ACT_FRAMES - Scene.FPS))));
      }
    }
    return segments;
  }

  /** Walks straight up, then aside past the camera. */
  void frame(BufferedImage image, WalkerArt art, double lane, int index) {
    Picture.copy(backdrop, image);
    double t = (double) index / Scene.FPS;
    double z = FROM - SPEED * t;
    if (z < PAST) {
      return;
    }
    double aside = Math.max(0, 2.6 - z);
    Graphics2D g = Picture.graphics(image);
    art.draw(g, GateBackdrop.VIEW, lane + aside * aside * 0.75, z, t);
    g.dispose();
  }
}
