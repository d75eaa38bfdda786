package org.gatehouse.bench.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final double clipSeconds;
  private final List<PictureSketch> well = new ArrayList<>();
  private final Map<ScriptedFault, List<PictureSketch>> faulty = new EnumMap<>(ScriptedFault.class);

  /** Looks at each of the clip's pictures once, with every fault too. */
  ClipTrial(ClipPictures clip) throws IOException, InterruptedException {
    clipSeconds = clip.seconds();
    Map<ScriptedFault, Random> noises = new EnumMap<>(ScriptedFault.class);
    for (ScriptedFault fault : ScriptedFault.values()) {
      faulty.put(fault, new ArrayList<>());
      noises.put(fault, new Random(SEED));
    }
    clip.each(
        picture -> {
          well.add(PictureSketch.of(picture));
          faulty.forEach(
              (fault, sketches) ->
                  sketches.add(
                      PictureSketch.of(
                          fault.of(picture, Objects.requireNonNull(noises.get(fault))))));
        });
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
    List<PictureSketch> wrong = Objects.requireNonNull(faulty.get(fault));
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

  /** Which picture is shown at a time; the clip begins anew at its end. */
  private int at(double second) {
    double place = second % clipSeconds / clipSeconds;
    return Math.min(well.size() - 1, (int) (place * well.size()));
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
      health.look(shown.get(at(second + phase)), null, false, now);
      PictureFault after = health.told();
      if (after != null && after != before) {
        firstTold = told.isEmpty() ? second : firstTold;
        told.add(after);
      }
    }
  }
}
