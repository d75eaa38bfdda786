package org.gatehouse.analytics.worker.passage;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.Accelerator;
import org.gatehouse.analytics.worker.inference.AllowedModel;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.inference.OnnxModel;
import org.gatehouse.analytics.worker.inference.Tensors;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.gatehouse.contract.time.Ticker;

/** Makes lane analysers that share one set of verified models. Thread-safe. */
public final class GateAnalyzers implements LaneAnalyzerFactory, AutoCloseable {
  private final ModelSet models;

  /**
   * Loads the models.
   *
   * @param accelerator what runs them
   * @throws org.gatehouse.contract.config.ConfigException when one is absent or not the expected
   *     one
   */
  public GateAnalyzers(Accelerator accelerator) {
    this(ModelSet.load(1, accelerator));
  }

  /** On models that are loaded already; closes them in the end. */
  public GateAnalyzers(ModelSet models) {
    this.models = models;
  }

  @Override
  public LaneAnalyzer create(LaneOrder order, SpareCore spare) {
    return switch (order.kind()) {
      case VEHICLE ->
          new VehicleAnalyzer(
              new PpOcr(models),
              FormatSet.of(order.regions()),
              order.risk(),
              LaneScene.of(order.view()),
              new PassageWriter(GateAnalyzers::freshId, new FaceBlur(faces())),
              spare);
      case PERSON ->
          new PersonAnalyzer(
              faces(), LaneScene.of(order.view()), order.faces(), GateAnalyzers::freshId);
    };
  }

  @Override
  public LaneAnalyzer motion(LaneOrder order) {
    return new MotionAnalyzer(LaneScene.of(order.view()));
  }

  private FaceDetector faces() {
    return new FaceDetector(models.faceDetector());
  }

  private static String freshId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public List<ModelInfo> models() {
    return models.all().stream()
        .map(OnnxModel::allowed)
        .flatMap(AllowedModel::parts)
        .map(GateAnalyzers::info)
        .toList();
  }

  private static ModelInfo info(AllowedModel allowed) {
    return new ModelInfo(allowed.name(), allowed.sha256(), shapes(allowed.outputs()));
  }

  private static String shapes(List<List<Long>> outputs) {
    return String.join(", ", outputs.stream().map(List::toString).toList());
  }

  @Override
  public void warmUp() {
    models.plateDetector().run(Tensors.allocate(3 * 64 * 64), 1, 3, 64, 64);
    models.plateRecogniser().run(Tensors.allocate(3 * 48 * 320), 1, 3, 48, 320);
    models.faceDetector().run(Tensors.allocate(256 * 256 * 3), 1, 256, 256, 3);
  }

  @Override
  public void rehearse(Duration atMost, BooleanSupplier goOn) {
    new Rehearsal(this, Ticker.system()).run(atMost, goOn);
  }

  @Override
  public void close() {
    models.close();
  }
}
