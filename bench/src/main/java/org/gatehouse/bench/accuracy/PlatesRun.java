package org.gatehouse.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateCandidate;
import org.gatehouse.analytics.worker.plate.PlateScan;
import org.gatehouse.analytics.worker.plate.PlateScanner;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.bench.cli.Terminal;

/** Reads all pictures of a folder as {@code gatehouse read} does, on one thread. */
final class PlatesRun implements AutoCloseable {
  private final Terminal terminal;
  private final StageTimes times = new StageTimes();
  private final ModelSet models = ModelSet.load(1);
  private final PlateScanner scanner;

  PlatesRun(Terminal terminal, List<String> regions) {
    this.terminal = terminal;
    StageTimes.onOneThread();
    FormatSet formats = FormatSet.of(regions);
    this.scanner = new PlateScanner(new MeteredVision(new PpOcr(models), times), formats);
  }

  /** What is told of each picture: nothing of one that cannot be read. */
  List<PictureScore> run(Photographs pictures, SequencedMap<String, List<TruePlate>> labels) {
    List<PictureScore> scores = new ArrayList<>();
    for (Map.Entry<String, List<TruePlate>> entry : labels.entrySet()) {
      terminal.progress("reading", scores.size() / (double) labels.size());
      List<PlateCandidate> told = told(pictures, entry.getKey());
      scores.add(PictureScore.of(entry.getKey(), entry.getValue(), told));
    }
    terminal.clear();
    return scores;
  }

  private List<PlateCandidate> told(Photographs pictures, String name) {
    long since = times.now();
    try (Mat picture = pictures.open(name)) {
      times.add(StageTimes.Stage.DECODE, since);
      return picture == null ? List.of() : read(picture).plates();
    }
  }

  PlateScan read(Mat picture) {
    long since = times.now();
    PlateScan scan = scanner.scan(picture);
    times.add(StageTimes.Stage.WHOLE, since);
    return scan;
  }

  StageTimes times() {
    return times;
  }

  @Override
  public void close() {
    models.close();
  }
}
