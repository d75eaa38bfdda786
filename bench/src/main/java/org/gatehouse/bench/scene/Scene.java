package org.gatehouse.bench.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;

/**
 * The demo's scene: everything in it follows from the seed. Rendering takes seconds; the result is
 * immutable.
 */
public final class Scene {
  /** Pictures a second, of all cameras. */
  public static final int FPS = 12;

  static final int GOP = 24;

  private final LaneScript entry;
  private final LaneScript exit;
  private final List<Look> looks;
  private final long seed;

  /** Decides who comes; draws nothing yet. */
  public Scene(long seed) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    PlateMaker plates = new PlateMaker(random.split());
    entry = LaneScript.entry(plates, random.split());
    exit = LaneScript.exit(plates, random.split());
    looks = WalkerCamera.looks(random.split());
  }

  /** The plates of one round, in the order of their acts, entry lane first. */
  public List<String> plates() {
    List<String> plates = new ArrayList<>();
    for (LaneScript script : List.of(entry, exit)) {
      for (List<LaneScript.Entrance> act : script.acts()) {
        act.forEach(entrance -> plates.add(entrance.vehicle().plate().text()));
      }
    }
    return plates;
  }

  /**
   * Draws and codes all cameras.
   *
   * @param threads how many cameras are rendered at once
   * @param progress called with 0 to 1 from those threads
   */
  public List<CameraScene> render(int threads, DoubleConsumer progress)
      throws InterruptedException {
    GlyphBook glyphs = GlyphBook.load();
    int total =
        LaneCamera.frames(entry)
            + LaneCamera.frames(exit)
            + WalkerCamera.frames(looks)
            + StreetCamera.FRAMES;
    AtomicInteger done = new AtomicInteger();
    Runnable tick = () -> progress.accept((double) done.incrementAndGet() / total);
    SplittableRandom random = new SplittableRandom(seed ^ 0x5ce4e);
    SplittableRandom[] own = {random.split(), random.split(), random.split(), random.split()};
    List<Callable<CameraScene>> jobs =
        List.of(
            () ->
                scene(
                    "entry",
                    "North gate, lane in",
                    CameraScene.Kind.VEHICLE,
                    new LaneCamera(entry, glyphs, own[0]).render(tick),
                    3,
                    own[0]),
            () ->
                scene(
                    "exit",
                    "North gate, lanes out",
                    CameraScene.Kind.VEHICLE,
                    new LaneCamera(exit, glyphs, own[1]).render(tick),
                    8,
                    own[1]),
            () ->
                scene(
                    "walkway",
                    "Pedestrian gate",
                    CameraScene.Kind.PERSON,
                    new WalkerCamera(looks, own[2]).render(tick),
                    4,
                    own[2]),
            () ->
                scene(
                    "street",
                    "Street outside",
                    CameraScene.Kind.NONE,
                    new StreetCamera(own[3]).render(tick),
                    0,
                    own[3]));
    return run(jobs, threads);
  }

  private static CameraScene scene(
      String id,
      String name,
      CameraScene.Kind kind,
      List<Segment> segments,
      int leadInSeconds,
      SplittableRandom random) {
    List<Segment> acts = segments.subList(1, segments.size());
    List<Integer> gaps = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      gaps.add(random.nextInt(2 * FPS, 5 * FPS));
    }
    return new CameraScene(
        id, name, kind, segments.getFirst(), List.copyOf(acts), leadInSeconds * FPS, gaps);
  }

  private static List<CameraScene> run(List<Callable<CameraScene>> jobs, int threads)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<CameraScene> scenes = new ArrayList<>();
      for (Future<CameraScene> future : pool.invokeAll(jobs)) {
        scenes.add(future.get());
      }
      return scenes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the scene could not be rendered", e.getCause());
    }
  }
}
