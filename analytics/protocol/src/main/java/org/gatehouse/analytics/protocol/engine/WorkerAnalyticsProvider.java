package org.gatehouse.analytics.protocol.engine;

import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.Redactor;
import org.gatehouse.contract.vision.StreamMasker;

/** Analysis in worker processes on this machine. */
public final class WorkerAnalyticsProvider implements AnalyticsProvider {
  @Override
  public AnalyticsPort create(Settings settings, AnalyticsBudget budget) {
    return new WorkerAnalytics(settings, budget);
  }

  @Override
  public KeyPictureDecoder keyPictures(Settings settings) {
    return new KeyPictureWorker(settings);
  }

  @Override
  public Redactor redactor(Settings settings) {
    return new WorkerRedactor(settings);
  }

  @Override
  public StreamMasker masker(Settings settings) {
    return new WorkerMasker(settings);
  }
}
