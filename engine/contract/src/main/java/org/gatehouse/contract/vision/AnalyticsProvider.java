package org.gatehouse.contract.vision;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.contract.time.Ticker;

/** Makes the {@link AnalyticsPort}; found by ServiceLoader. */
public interface AnalyticsProvider {
  /**
   * Creates a port that is not started yet.
   *
   * @param budget what it may take
   */
  AnalyticsPort create(Settings settings, AnalyticsBudget budget);

  /**
   * Creates a decoder of single key pictures; its process is started by the first one asked for.
   */
  KeyPictureDecoder keyPictures(Settings settings);

  /** Creates a maker of redacted copies; a process of its own is started for each job. */
  Redactor redactor(Settings settings);

  /** Creates a masker of live streams; a process of its own is started for each stream. */
  StreamMasker masker(Settings settings);

  /**
   * Lends workers of this machine to engines on others.
   *
   * @param workers how many at most, spares included
   * @throws org.gatehouse.contract.config.ConfigException if the address or the files are of no use
   */
  WorkerLending lend(
      Settings settings, AnalyticsBudget workers, InetSocketAddress address, TlsFiles files);

  /**
   * What the port needs.
   *
   * @param workerCommand the command that starts a worker process; the provider appends its own
   *     arguments
   * @param runDirectory a folder for sockets and native caches, mode 0700, short enough for a Unix
   *     socket path
   */
  record Settings(List<String> workerCommand, Path runDirectory, Ticker ticker) {}
}
