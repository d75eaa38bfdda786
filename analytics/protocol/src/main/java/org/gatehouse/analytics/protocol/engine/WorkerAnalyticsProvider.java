package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.gatehouse.analytics.protocol.tls.MutualTls;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.AnalyticsPort;
import org.gatehouse.contract.vision.AnalyticsProvider;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.Redactor;
import org.gatehouse.contract.vision.StreamMasker;
import org.gatehouse.contract.vision.TlsFiles;
import org.gatehouse.contract.vision.WorkerLending;

/** Analysis in worker processes on this machine. */
public final class WorkerAnalyticsProvider implements AnalyticsProvider {
  @Override
  public AnalyticsPort create(Settings settings, AnalyticsBudget budget) {
    return new WorkerAnalytics(settings, budget);
  }

  @Override
  public WorkerLending lend(
      Settings settings, AnalyticsBudget workers, InetSocketAddress address, TlsFiles files) {
    MutualTls tls = MutualTls.of(files);
    try {
      return HostServer.start(
          address,
          tls,
          new HostedWorkers(WorkerStarter.Launch.of(settings, workers), settings.ticker()));
    } catch (IOException e) {
      throw new ConfigException(
          "workers cannot be lent at %s: %s".formatted(address, e.getMessage()), e);
    }
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
