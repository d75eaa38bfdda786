package org.gatehouse.analytics.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.passage.Finding;
import org.gatehouse.analytics.worker.passage.LaneAnalyzer;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;
import org.gatehouse.analytics.worker.passage.LaneOrder;
import org.gatehouse.analytics.worker.passage.ModelInfo;
import org.gatehouse.analytics.worker.passage.SpareCore;
import org.gatehouse.contract.vision.BoundingBox;
import org.gatehouse.contract.vision.Direction;
import org.gatehouse.contract.vision.PassageReport;
import org.gatehouse.contract.vision.PlateRead;

/**
 * Analysers that read no plate: every tenth picture is a passage whose plate is the time of it, and
 * so is the end of the lane, as {@code END}.
 */
public final class FakeAnalyzers implements LaneAnalyzerFactory {
  /** The picture at which those die that do. */
  public static final int DIES_AT = 10;

  private final long diesAt;

  /** Healthy ones. */
  public FakeAnalyzers() {
    this(Long.MAX_VALUE);
  }

  private FakeAnalyzers(long diesAt) {
    this.diesAt = diesAt;
  }

  /** Analysers that die, as of a library that is missing. */
  public static FakeAnalyzers dying() {
    return new FakeAnalyzers(DIES_AT);
  }

  @Override
  public LaneAnalyzer create(LaneOrder order, SpareCore spare) {
    return new Analyzer(diesAt);
  }

  @Override
  public LaneAnalyzer motion(LaneOrder order) {
    return new Analyzer(diesAt);
  }

  @Override
  public List<ModelInfo> models() {
    return List.of(new ModelInfo("fake", "0123456789abcdef", "[1]"));
  }

  @Override
  public void warmUp() {}

  @Override
  public void rehearse(Duration atMost, BooleanSupplier goOn) {}

  private static final class Analyzer implements LaneAnalyzer {
    private final long diesAt;
    private long seen;

    Analyzer(long diesAt) {
      this.diesAt = diesAt;
    }

    @Override
    public boolean wants(long epochMicros) {
      return true;
    }

    @Override
    public List<Finding> accept(Mat bgr, long epochMicros) {
      seen++;
      if (seen == diesAt) {
        throw new UnsatisfiedLinkError("a library is missing");
      }
      return seen % 10 == 0 ? List.of(passage(Long.toString(epochMicros), epochMicros)) : List.of();
    }

    @Override
    public List<Finding> idle(long epochMicros) {
      return List.of();
    }

    @Override
    public List<Finding> finish() {
      return List.of(passage("END", 1));
    }

    @Override
    public long detections() {
      return seen;
    }

    @Override
    public void close() {}

    private static Finding passage(String text, long micros) {
      PlateRead plate =
          new PlateRead(text, 1, "GENERIC", "standard", List.of(), new BoundingBox(0, 0, 1, 1), 1);
      return new Finding.Passage(
          text,
          text,
          PassageReport.Stage.FINALIZED,
          micros,
          micros,
          micros,
          plate,
          Direction.UNKNOWN,
          new byte[1],
          new byte[1]);
    }
  }
}
