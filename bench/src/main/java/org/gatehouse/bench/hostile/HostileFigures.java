package org.gatehouse.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.farm.TruePassage;
import org.gatehouse.bench.report.BenchReport;
import org.gatehouse.bench.report.Percentiles;
import org.jspecify.annotations.Nullable;

/** What a run says. Pure. */
final class HostileFigures {
  /** A vehicle that leaves sooner after a kill is not expected to be seen once more. */
  private static final long VISIBLE_MILLIS = 3_000;

  private final HostilePlan plan;
  private final HostileRun.Result result;
  private final Recovery recovery;
  private final Sightings sightings;
  private long othersTruth;
  private long othersTold;
  private long visibleTruth;
  private long visibleTold;

  HostileFigures(HostilePlan plan, HostileRun.Result result) {
    this.plan = plan;
    this.result = result;
    List<String> lanes = result.lanes().stream().map(LaneTruth::camera).toList();
    this.recovery = Recovery.of(result.kills(), lanes, result.delivered());
    this.sightings = new Sightings(result.delivered());
    others();
    visible();
  }

  /** What passed the lanes that sent nothing broken, while others did. */
  private void others() {
    for (LaneTruth lane : result.clean()) {
      HostileRun.Moments moments = result.moments();
      List<TruePassage> passed = lane.between(moments.start(), moments.through());
      othersTruth += passed.size();
      othersTold += sightings.told(lane.camera(), passed);
    }
  }

  /** What was in sight when a worker was killed, and a moment longer. */
  private void visible() {
    for (LaneTruth lane : result.lanes()) {
      List<TruePassage> seen = new ArrayList<>();
      for (TruePassage passage : lane.between(result.moments().through(), result.moments().end())) {
        if (result.kills().stream().anyMatch(kill -> isVisible(passage, kill))) {
          seen.add(passage);
        }
      }
      visibleTruth += seen.size();
      visibleTold += sightings.told(lane.camera(), seen);
    }
  }

  private static boolean isVisible(TruePassage passage, long kill) {
    return passage.startMillis() <= kill && passage.endMillis() >= kill + VISIBLE_MILLIS;
  }

  private long otherGaps() {
    List<String> clean = result.clean().stream().map(LaneTruth::camera).toList();
    return Recovery.otherGaps(
        clean, result.delivered(), result.moments().start(), result.moments().through());
  }

  private boolean recovers() {
    Long p95 = Percentiles.of(recovery.millis(), 95);
    return result.kills().isEmpty()
        || (p95 != null && p95 <= plan.mostRecoverMillis() && recovery.missing() == 0);
  }

  /** Whether all that is asked for was kept. */
  boolean good() {
    return result.recordingGaps().isEmpty()
        && result.framesLost() == 0
        && othersTold == othersTruth
        && otherGaps() == 0
        && recovers()
        && visibleTold == visibleTruth
        && result.memory().flat();
  }

  void fill(BenchReport report) {
    report
        .put("units", "broken access units sent", plan.unitsOfALane() * plan.hostileLanes())
        .put("unitsTaken", "units of those lanes decoded or passed over", result.taken())
        .put("deaths", "workers that ended of them", result.deaths())
        .put("kills", "workers killed", result.kills().size())
        .put("lanes", "lanes", plan.lanes())
        .put("cameras", "recorded cameras beside them", plan.cameras())
        .put("recordingGaps", "gaps in their recordings", result.recordingGaps().size())
        .put("gapsCounted", "gaps that the recorder counted", result.gapsCounted())
        .put("framesLost", "pictures that were not recorded", result.framesLost())
        .put("othersTruth", "vehicles at the other lanes meanwhile", othersTruth)
        .put("othersTold", "of them told", othersTold)
        .put("othersGaps", "overload or other gaps of those lanes", otherGaps())
        .put("recoverP50Ms", "kill to first picture again, p50 ms", percentile(50))
        .put("recoverP95Ms", "kill to first picture again, p95 ms", percentile(95))
        .put("recoverMostMs", "kill to first picture again, most ms", percentile(100))
        .put("recoverMissing", "lanes and kills without an end of the gap", recovery.missing())
        .put("visibleTruth", "vehicles in sight at a kill", visibleTruth)
        .put("visibleTold", "of them told", visibleTold)
        .put(
            "rssMiBPerMinute",
            "engine's memory, MiB a minute",
            rounded(result.memory().perMinute()))
        .put("rssRiseMiB", "engine's memory, rise in all, MiB", rounded(result.memory().rise()))
        .put("rssJudged", "engine's memory was judged over", result.memory().judgedText())
        .put("rssFlat", "engine's memory is flat", result.memory().flat())
        .put("good", "all good", good());
  }

  /** Null where nothing recovered, which is not at once. */
  private @Nullable Long percentile(double percent) {
    return Percentiles.of(recovery.millis(), percent);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
