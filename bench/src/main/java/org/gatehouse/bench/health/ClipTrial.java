package org.gatehouse.bench.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gatehouse.runtime.health.Judged;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureHealth;
import org.gatehouse.runtime.health.PictureSketch;
import org.jspecify.annotations.Nullable;

/** A clip played again and again in simulated time before the judge of picture health. */
final class ClipTrial {
  private static final long SAMPLE_SECONDS = 55;
  private static final int LEARNING_SECONDS = 20 * 60;
  private static final int FAULT_SECONDS = 15 * 60;
  private static final int SEED = 5;

  private final ClipPictures clip;
  private final List<PictureSketch> well;
  private final Map<ScriptedFault, List<PictureSketch>> faulty = new EnumMap<>(ScriptedFault.class);

  ClipTrial(ClipPictures clip) {
    this.clip = clip;
    this.well = clip.pictures().stream().map(PictureSketch::of).toList();
  }

  /**
   * What came of a fault.
   *
   * @param told what was told first; null if nothing was
   * @param seconds from its beginning until then
   * @param ended whether it was told to be over after the fault was
   */
  record Outcome(@Nullable PictureFault told, int seconds, boolean ended) {}

  /** Everything that is told while nothing is wrong. */
  List<PictureFault> untouched(int seconds, int phase) {
    Watch watch = new Watch(phase);
    watch.run(well, seconds);
    return watch.told;
  }

  /** What is told of a fault after the camera was known. */
  Outcome fault(ScriptedFault fault, int phase) {
    List<PictureSketch> wrong = faulty.computeIfAbsent(fault, this::spoilt);
    Watch watch = new Watch(phase);
    watch.run(well, LEARNING_SECONDS);
    watch.told.clear();
    int began = watch.second;
    watch.run(wrong, FAULT_SECONDS);
    if (watch.told.isEmpty()) {
      return new Outcome(null, 0, false);
    }
    PictureFault first = watch.told.getFirst();
    int seconds = watch.firstTold - began;
    watch.run(well, FAULT_SECONDS);
    return new Outcome(first, seconds, watch.health.told() == null);
  }

  private List<PictureSketch> spoilt(ScriptedFault fault) {
    Random noise = new Random(SEED);
    return clip.pictures().stream()
        .map(picture -> PictureSketch.of(fault.of(picture, noise)))
        .toList();
  }

  /** A judge and its simulated clock. */
  private final class Watch {
    final PictureHealth health =
        PictureHealth.of(
            new Judged(List.of(), () -> false), TimeUnit.SECONDS.toNanos(SAMPLE_SECONDS));
    final List<PictureFault> told = new ArrayList<>();
    private final int phase;
    int second;
    int firstTold;
    private long sample;

    Watch(int phase) {
      this.phase = phase;
    }

    void run(List<PictureSketch> shown, int seconds) {
      for (int end = second + seconds; second < end; second++) {
        long now = TimeUnit.SECONDS.toNanos(second);
        boolean sampled = second >= sample;
        if (sampled || health.due(now)) {
          sample = sampled ? second + SAMPLE_SECONDS : sample;
          look(shown, now);
        }
      }
    }

    private void look(List<PictureSketch> shown, long now) {
      PictureFault before = health.told();
      health.asked(now);
      health.look(shown.get(clip.at(second + phase)), null, false, now);
      PictureFault after = health.told();
      if (after != null && after != before) {
        firstTold = told.isEmpty() ? second : firstTold;
        told.add(after);
      }
    }
  }
}
