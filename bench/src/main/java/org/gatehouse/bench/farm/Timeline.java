package org.gatehouse.bench.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.gatehouse.bench.media.Coded;
import org.gatehouse.bench.scene.CameraScene;
import org.gatehouse.bench.scene.Scene;
import org.gatehouse.bench.scene.Segment;
import org.gatehouse.camera.simulator.Sample;
import org.gatehouse.camera.simulator.VideoTrack;
import org.gatehouse.contract.media.AccessUnit;

/**
 * The segments of a camera put one after the other: what it plays and what truly happens in it.
 *
 * @param passages by time since the start of the track, in order of their start
 */
public record Timeline(VideoTrack track, List<TruePassage> passages) {
  /** Seconds before the end of a limited run in which nobody is in sight any more. */
  static final int QUIET_END = 12;

  /** Seconds that a limited run may take longer than planned. */
  private static final int SPARE = 90;

  private static final int TICKS = AccessUnit.TICKS_PER_SECOND / Scene.FPS;

  /**
   * Lays the acts out.
   *
   * @param seconds how long the run takes: acts repeat and stop in time; empty for one round that
   *     is to be repeated by the player
   */
  public static Timeline of(CameraScene scene, OptionalInt seconds) {
    Builder builder = new Builder(scene);
    return seconds.isPresent() ? builder.limited(seconds.getAsInt()) : builder.round();
  }

  /** How long one round is. */
  public long durationMillis() {
    return track.durationTicks() * 1000 / AccessUnit.TICKS_PER_SECOND;
  }

  /** Of the vehicles, each once, in the order in which they come first. */
  List<String> plates() {
    return passages.stream()
        .map(TruePassage::plate)
        .filter(plate -> !plate.isEmpty())
        .distinct()
        .toList();
  }

  private static final class Builder {
    private final CameraScene scene;
    private final List<Sample> samples = new ArrayList<>();
    private final List<TruePassage> passages = new ArrayList<>();

    Builder(CameraScene scene) {
      this.scene = scene;
    }

    Timeline round() {
      idle(scene.leadIn());
      for (int i = 0; i < scene.acts().size(); i++) {
        act(i);
      }
      return build();
    }

    Timeline limited(int seconds) {
      int last = (seconds - QUIET_END) * Scene.FPS;
      idle(scene.leadIn());
      int next = 0;
      while (!scene.acts().isEmpty() && samples.size() + scene.acts().get(next).frames() <= last) {
        act(next);
        next = (next + 1) % scene.acts().size();
      }
      idle(Math.max(0, (seconds + SPARE) * Scene.FPS - samples.size()));
      return build();
    }

    private void act(int index) {
      Segment act = scene.acts().get(index);
      for (Segment.Passage passage : act.passages()) {
        passages.add(
            new TruePassage(
                passage.plate(),
                millis(samples.size() + passage.firstFrame()),
                millis(samples.size() + passage.lastFrame() + 1)));
      }
      append(act, act.frames());
      idle(scene.gaps().get(index));
    }

    private void idle(int frames) {
      for (int left = frames; left > 0; left -= scene.idle().frames()) {
        append(scene.idle(), Math.min(left, scene.idle().frames()));
      }
    }

    private void append(Segment segment, int frames) {
      for (Coded.Picture picture : segment.coded().pictures().subList(0, frames)) {
        samples.add(new Sample((long) samples.size() * TICKS, picture.key(), picture.avcc()));
      }
    }

    private Timeline build() {
      if (samples.isEmpty()) {
        idle(scene.idle().frames());
      }
      return new Timeline(
          new VideoTrack(scene.idle().coded().parameters(), samples), List.copyOf(passages));
    }

    private static long millis(int frame) {
      return frame * 1000L / Scene.FPS;
    }
  }
}
