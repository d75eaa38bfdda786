package org.gatehouse.bench.scene;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws a vehicle that comes towards the camera; stateless apart from the glyphs it reads. */
final class VehicleArt {
  private final PlateArt plates;

  VehicleArt(GlyphBook glyphs) {
    this.plates = new PlateArt(glyphs);
  }

  /**
   * Draws shadow, the visible side, then the front.
   *
   * @param x middle of the vehicle, metres right of the camera
   * @param z distance of its front bumper, metres
   */
  void draw(Graphics2D g, View view, Vehicle vehicle, double x, double z) {
    shadow(g, view, vehicle.body(), x, z);
    SideArt.draw(g, view, vehicle, x, z);
    if (vehicle.body().flatFront()) {
      FlatFrontArt.draw(g, view, vehicle, x, z);
    } else {
      CarFrontArt.draw(g, view, vehicle, x, z);
    }
    plate(g, view, vehicle, x, z);
  }

  private static void shadow(Graphics2D g, View view, Vehicle.Body body, double x, double z) {
    g.setColor(new Color(0, 0, 0, 13));
    for (double grow = 0.45; grow > -0.06; grow -= 0.045) {
      double half = body.halfWidth + grow * 0.6;
      double near = Math.max(0.4, z - grow);
      g.fill(
          view.polygon(
              x - half,
              0,
              near,
              x + half,
              0,
              near,
              x + half,
              0,
              z + body.length,
              x - half,
              0,
              z + body.length));
    }
  }

  private void plate(Graphics2D g, View view, Vehicle vehicle, double x, double z) {
    Graphics2D on = view.plane(g, x, z);
    double width = vehicle.plate().kind().widthMm;
    on.translate(-width / 2000, vehicle.body().plateHeight + PlateArt.HEIGHT_MM / 2000);
    on.scale(0.001, -0.001);
    plates.draw(on, vehicle.plate());
    on.dispose();
  }
}
