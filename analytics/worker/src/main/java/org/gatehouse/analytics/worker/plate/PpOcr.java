package org.gatehouse.analytics.worker.plate;

import org.gatehouse.analytics.worker.inference.ModelSet;

/** PP-OCRv4: general text detection and recognition, made to read plates. */
public final class PpOcr implements PlateVision {
  private final ModelSet models;

  /** On loaded models, which stay open as long as it is used. */
  public PpOcr(ModelSet models) {
    this.models = models;
  }

  @Override
  public PlateDetector detector() {
    return new PpOcrDetector(models.plateDetector());
  }

  @Override
  public PlateRecogniser recogniser(FormatSet formats) {
    return new PpOcrRecogniser(models.plateRecogniser(), models.plateKeys(), formats.isChinese());
  }
}
