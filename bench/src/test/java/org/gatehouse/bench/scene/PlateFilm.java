package org.gatehouse.bench.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gatehouse.bench.media.Coded;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;

/**
 * A drawn lane through which one vehicle drives in a few seconds.
 *
 * @param plate what stands on its plate
 */
public record PlateFilm(VideoTrack track, String plate) {
  private static final Drive QUICK = new Drive(14, 9, 5.4, 0, 0.8, 2.6);

  /** Draws and codes it; takes seconds. */
  public static PlateFilm of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LaneScript entry = LaneScript.entry(new PlateMaker(random.split()), random.split());
    LaneScript.Entrance usual = entry.acts().getFirst().getFirst();
    LaneScript.Entrance quick =
        new LaneScript.Entrance(usual.vehicle(), QUICK, usual.lane(), usual.after());
    LaneScript script = new LaneScript(entry.layout(), List.of(List.of(quick)));
    Coded act =
        new LaneCamera(script, GlyphBook.load(), random.split()).render(() -> {}).getLast().coded();
    return new PlateFilm(track(act), usual.vehicle().plate().text());
  }

  private static VideoTrack track(Coded coded) {
    List<Sample> samples = new ArrayList<>();
    for (Coded.Picture picture : coded.pictures()) {
      long ticks = (long) samples.size() * AccessUnit.TICKS_PER_SECOND / Scene.FPS;
      samples.add(new Sample(ticks, picture.key(), picture.avcc()));
    }
    return new VideoTrack(coded.parameters(), samples);
  }
}
