package org.gatehouse.bench.scene;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Renders one vehicle lane; used by one thread. */
final class LaneCamera {
  private static final int MIN_PLATE = 40;
  private static final int IDLE_FRAMES = 2 * Scene.FPS;
  private static final double BOOM_SECONDS = 1.1;

  private final LaneScript script;
  private final LaneStage stage;
  private final SplittableRandom random;

  LaneCamera(LaneScript script, GlyphBook glyphs, SplittableRandom random) {
    this.script = script;
    this.random = random;
    this.stage = new LaneStage(script.layout(), glyphs, random.split());
  }

  /** How many frames {@link #render} draws. */
  static int frames(LaneScript script) {
    return IDLE_FRAMES + script.acts().stream().mapToInt(LaneCamera::frames).sum();
  }

  private static int frames(List<LaneScript.Entrance> act) {
    double end = act.stream().mapToDouble(LaneScript.Entrance::end).max().orElse(0);
    return (int) Math.ceil((end + 0.4 + BOOM_SECONDS) * Scene.FPS);
  }

  /** The empty scene first, then each act. */
  List<Segment> render(Runnable afterEach) {
    List<Segment> segments = new ArrayList<>();
    try (FrameSink sink =
        new FrameSink(LaneLayout.WIDTH, LaneLayout.HEIGHT, 2_500_000, random.split())) {
      segments.add(
          new Segment(
              sink.record(IDLE_FRAMES, (image, i) -> stage.draw(image, List.of(), 0), afterEach),
              List.of()));
      for (List<LaneScript.Entrance> act : script.acts()) {
        int frames = frames(act);
        segments.add(
            new Segment(
                sink.record(frames, (image, i) -> frame(image, act, i), afterEach),
                passages(act, frames)));
      }
    }
    return segments;
  }

  /** Draws one frame of an act. */
  void frame(BufferedImage image, List<LaneScript.Entrance> act, int index) {
    double t = (double) index / Scene.FPS;
    List<LaneStage.Placed> placed = new ArrayList<>();
    for (LaneScript.Entrance entrance : act) {
      double own = t - entrance.after();
      if (own >= 0 && own < entrance.drive().duration()) {
        placed.add(
            new LaneStage.Placed(
                entrance.vehicle(),
                entrance.lane(),
                entrance.drive().distance(own),
                Math.min(1, own / 0.5)));
      }
    }
    stage.draw(image, placed, raised(act.getFirst(), t));
  }

  /** The boom rises while the vehicle stands and falls when it is through. */
  private static double raised(LaneScript.Entrance entrance, double t) {
    double up = t - entrance.after() - entrance.drive().released() + BOOM_SECONDS;
    double down = t - entrance.end();
    return Math.clamp(Math.min(up / BOOM_SECONDS, 1 - down / BOOM_SECONDS), 0, 1);
  }

  private List<Segment.Passage> passages(List<LaneScript.Entrance> act, int frames) {
    List<Segment.Passage> passages = new ArrayList<>();
    for (LaneScript.Entrance entrance : act) {
      int first = -1;
      int last = -1;
      for (int i = 0; i < frames; i++) {
        if (legible(entrance, (double) i / Scene.FPS - entrance.after())) {
          first = first < 0 ? i : first;
          last = i;
        }
      }
      passages.add(new Segment.Passage(entrance.vehicle().plate().text(), first, last));
    }
    return passages;
  }

  private boolean legible(LaneScript.Entrance entrance, double t) {
    if (t < 0 || t >= entrance.drive().duration()) {
      return false;
    }
    View view = script.layout().view();
    double z = entrance.drive().distance(t);
    double wide = view.scale(z) * entrance.vehicle().plate().kind().widthMm / 1000;
    double tall = view.scale(z) * PlateArt.HEIGHT_MM / 1000;
    Point2D middle = view.at(entrance.lane(), entrance.vehicle().body().plateHeight, z);
    return wide >= MIN_PLATE
        && middle.getX() - wide / 2 >= 0
        && middle.getX() + wide / 2 <= LaneLayout.WIDTH
        && middle.getY() + tall / 2 <= LaneLayout.HEIGHT;
  }
}
