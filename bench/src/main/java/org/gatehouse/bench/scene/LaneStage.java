package org.gatehouse.bench.scene;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws frames of one lane camera; owned by the thread that renders that camera. */
final class LaneStage {
  /** One vehicle that stands somewhere in this frame. */
  record Placed(Vehicle vehicle, double x, double z, double visible) {}

  private final LaneLayout layout;
  private final BufferedImage backdrop;
  private final VehicleArt art;

  LaneStage(LaneLayout layout, GlyphBook glyphs, RandomGenerator random) {
    this.layout = layout;
    this.backdrop = LaneBackdrop.paint(layout, random);
    this.art = new VehicleArt(glyphs);
  }

  /**
   * Draws one frame over the whole picture.
   *
   * @param raised how far the boom is up, 0 to 1
   */
  void draw(BufferedImage frame, List<Placed> vehicles, double raised) {
    Picture.copy(backdrop, frame);
    Graphics2D g = Picture.graphics(frame);
    vehicles.stream()
        .sorted(Comparator.comparingDouble(Placed::z).reversed())
        .forEach(placed -> vehicle(g, placed));
    if (layout.barrier()) {
      BarrierArt.draw(g, layout.view(), raised);
    }
    g.dispose();
  }

  private void vehicle(Graphics2D g, Placed placed) {
    if (placed.visible() < 1) {
      g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) placed.visible()));
    }
    art.draw(g, layout.view(), placed.vehicle(), placed.x(), placed.z());
    g.setComposite(AlphaComposite.SrcOver);
  }
}
